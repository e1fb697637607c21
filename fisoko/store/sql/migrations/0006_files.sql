-- File stores of publications, their files, and every act of taking one.
create sequence store_id;
create table store ( -- «Хранилище файлов»
    id bigint primary key,
    publication_id bigint not null,
    title text not null,
    position integer not null,
    added_at timestamp not null,
    removed_at timestamp
);
create sequence file_id;
create table file (
    id bigint primary key,
    store_id bigint not null,
    position integer not null,
    name text not null, -- cleaned: never a path
    organisations_only boolean not null, -- coordinators see it and do not get it
    version integer not null, -- 1, 2, 3 …: its content was replaced
    blob text not null, -- SHA-256
    size bigint not null,
    crc32 bigint not null, -- an archive names it before the content
    added_at timestamp not null, -- this version
    first_added_at timestamp not null,
    removed_at timestamp
);
create table download ( -- one row each time: what stood at a moment is a question, not a copy
    region text, -- the account's, null: of no region
    organisation_id bigint, -- null: a coordinator, the federal organiser
    account_id bigint not null,
    file_id bigint not null,
    version integer not null,
    taken_at timestamp not null
);
create index download_account on download (account_id);
