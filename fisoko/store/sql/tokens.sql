-- Personal tokens. One lives until its term, its revocation, the blocking of its account or a new password of it.

-- name: live
select a.*, t.id as token_id
from token t join account_row a on a.id = t.account_id
where t.key = :key::text and t.revoked_at is null and t.expires_at > :now::timestamp
    and a.blocked_at is null and a.password_set_at <= t.created_at

-- name: of_account
select id, name, created_at, expires_at, used_at, revoked_at from token
where account_id = :account_id::bigint order by id desc

-- name: one
select t.id, t.name, t.created_at, t.expires_at, t.used_at, t.revoked_at, t.account_id, a.login
from token t join account a on a.id = t.account_id where t.id = :id::bigint

-- name: add
insert into token (id, key, account_id, name, created_at, expires_at, used_at, revoked_at)
values (
    nextval('token_id'), :key::text, :account_id::bigint, :name::text, :created_at::timestamp,
    :expires_at::timestamp, null, null
)
returning id

-- name: revoke
update token set revoked_at = :at::timestamp where id = :id::bigint and revoked_at is null

-- name: note_used
update token set used_at = :at::timestamp where id = :id::bigint
