-- Regions, organisations, accounts and their sign-ins. Moments are UTC.
create table region (
    code text primary key,
    name text not null,
    utc_offset integer not null -- minutes east of UTC
);
create sequence organisation_id;
create table organisation (
    id bigint primary key,
    region text not null,
    kind text not null, -- sch, spo
    name text not null,
    contact text not null default ''
);
create sequence account_id;
create table account (
    id bigint primary key,
    login text not null unique,
    password_hash text not null,
    role text not null, -- organiser, coordinator, federal
    region text, -- a fact of the account, not of its login's digits
    organisation_id bigint,
    name text not null,
    created_at timestamp not null,
    password_set_at timestamp not null,
    blocked_at timestamp
);
create index account_organisation on account (organisation_id);
create view account_row as
select a.id, a.login, a.password_hash, a.role, a.name, a.region, r.name as region_name, r.utc_offset,
    a.organisation_id, o.name as organisation_name, o.kind as organisation_kind,
    a.created_at, a.password_set_at, a.blocked_at
from account a
left join region r on r.code = a.region
left join organisation o on o.id = a.organisation_id;
create table sign_in (
    key text primary key, -- SHA-256 of the cookie
    account_id bigint not null,
    started_at timestamp not null,
    seen_at timestamp not null,
    ended_at timestamp,
    ended_why text,
    address text not null
);
create index sign_in_account on sign_in (account_id);
create table sign_in_failure (
    login text not null,
    address text not null,
    failed_at timestamp not null
);
create index sign_in_failure_address on sign_in_failure (address);
create table known_browser ( -- a browser that has signed in before is exempt from the brake
    key text primary key, -- SHA-256 of the browser's token and the account
    account_id bigint not null,
    since timestamp not null
);
create sequence audit_id;
create table audit_event (
    id bigint primary key,
    happened_at timestamp not null,
    kind text not null,
    account_id bigint, -- null: the operator's command
    object text not null,
    detail text not null -- JSON
);
