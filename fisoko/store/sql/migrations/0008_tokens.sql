-- Personal tokens for reading by programs; a token itself is shown once and never kept.
create sequence token_id;
create table token (
    id bigint primary key,
    key text not null, -- SHA-256 of the token
    account_id bigint not null,
    name text not null,
    created_at timestamp not null,
    expires_at timestamp not null,
    used_at timestamp,
    revoked_at timestamp
);
create index token_key on token (key);
