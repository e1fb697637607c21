-- What waits behind the bell, and the reports it brings.
create sequence notification_id;
create table notification (
    id bigint primary key,
    account_id bigint not null,
    kind text not null, -- report, publication, term, answer
    title text not null,
    text text not null,
    href text not null,
    href_text text not null,
    created_at timestamp not null,
    read_at timestamp
);
create index notification_account on notification (account_id);
create sequence report_id;
create table report (
    id bigint primary key,
    kind text not null, -- results, downloads
    account_id bigint, -- null: the operator's command
    parameters text not null, -- JSON
    state text not null, -- queued, running, ready, failed, cleared
    asked_at timestamp not null,
    as_of bigint not null, -- sequence number at the click
    started_at timestamp,
    finished_at timestamp,
    attempts integer not null default 0,
    file_name text,
    blob text, -- SHA-256
    size bigint,
    problem text
);
create index report_account on report (account_id);
