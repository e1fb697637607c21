-- Accounts. `account_row` is the view that every reading goes through (migration 0001).

-- name: by_login
select * from account_row where login = :login::text

-- name: by_id
select * from account_row where id = :id::bigint

-- name: taken
select login from account where login = any(:logins::text[])

-- name: regions
select code, name, utc_offset from region order by code

-- name: within
select * from account_row
where (:all_regions::boolean or region = any(:regions::text[]))
    and (:organisation_id::bigint is null or organisation_id = :organisation_id::bigint)
    and (:role::text = '' or role = :role::text)
    and (:part::text = '' or strpos(lower(login), :part::text) > 0 or strpos(lower(name), :part::text) > 0)
order by login limit :limit::bigint offset :offset::bigint

-- name: count
select count(*) as count from account
where (:all_regions::boolean or region = any(:regions::text[]))
    and (:organisation_id::bigint is null or organisation_id = :organisation_id::bigint)
    and (:role::text = '' or role = :role::text)
    and (:part::text = '' or strpos(lower(login), :part::text) > 0 or strpos(lower(name), :part::text) > 0)

-- name: organisations
select o.id, o.region from organisation o
where (:all_regions::boolean or o.region = any(:regions::text[]))
    and (:all_kinds::boolean or o.kind = any(:kinds::text[]))
    and (:all_logins::boolean or o.id in (
        select organisation_id from account where login = any(:logins::text[]) and organisation_id is not null
    ))
order by o.id

-- name: of_organisations
select id from account where organisation_id = any(:organisations::bigint[]) and blocked_at is null

-- name: take_organisation_ids
select nextval('organisation_id') as id from generate_series(1, :count::bigint) as taken(n)

-- name: add_organisations
insert into organisation (id, region, kind, name, contact)
select unnest(:ids::bigint[]), unnest(:regions::text[]), unnest(:kinds::text[]), unnest(:names::text[]),
    unnest(:contacts::text[])

-- name: add_accounts
insert into account
    (id, login, password_hash, role, region, organisation_id, name, created_at, password_set_at, blocked_at)
select nextval('account_id'), login, password_hash, role, region, organisation_id, name,
    :created_at::timestamp, :created_at::timestamp, null
from (
    select unnest(:logins::text[]) as login, unnest(:hashes::text[]) as password_hash,
        unnest(:roles::text[]) as role, unnest(:regions::text[]) as region,
        unnest(:organisations::bigint[]) as organisation_id, unnest(:names::text[]) as name
) as given

-- name: set_password
update account set password_hash = :hash::text, password_set_at = :at::timestamp where id = :id::bigint

-- name: set_blocked
update account set blocked_at = :at::timestamp where id = :id::bigint

-- name: end_tokens
update token set revoked_at = :at::timestamp where account_id = :account_id::bigint and revoked_at is null
