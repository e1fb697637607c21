-- Sections and the publications in them.
create table section (
    id bigint primary key,
    title text not null,
    position integer not null
);
insert into section values (1, 'ВПР СПО', 1);
create sequence publication_id;
create table publication (
    id bigint primary key,
    section_id bigint not null,
    title text not null,
    html text not null, -- cleaned before it is stored
    published_at timestamp not null,
    withdrawn_at timestamp,
    audience text not null -- JSON: {"roles": [], "kinds": [], "regions": []}, an empty list means all
);
create table publication_seen (
    publication_id bigint not null,
    account_id bigint not null,
    seen_at timestamp not null,
    primary key (publication_id, account_id)
);
