-- Sign-ins, failures and known browsers.

-- name: one
select a.*, s.key, s.started_at, s.seen_at, s.ended_at
from sign_in s join account_row a on a.id = s.account_id where s.key = :key::text

-- name: alive
select a.*, s.key, s.started_at, s.seen_at, s.ended_at
from sign_in s join account_row a on a.id = s.account_id
where s.ended_at is null and s.started_at >= :started_since::timestamp and s.seen_at >= :seen_since::timestamp

-- name: ended_since
select key from sign_in where ended_at >= :since::timestamp

-- name: sights
select key, seen_at from sign_in where key = any(:keys::text[]) and ended_at is null

-- name: of_account
select key from sign_in where account_id = :account_id::bigint and ended_at is null

-- name: add
insert into sign_in (key, account_id, started_at, seen_at, ended_at, ended_why, address)
values (:key::text, :account_id::bigint, :at::timestamp, :at::timestamp, null, null, :address::text)

-- name: know_browser
insert into known_browser (key, account_id, since) values (:key::text, :account_id::bigint, :at::timestamp)
on conflict (key) do update set since = excluded.since

-- name: forget_failures
delete from sign_in_failure where address = :address::text and login = :login::text

-- name: end
update sign_in set ended_at = :at::timestamp, ended_why = :why::text
where key = any(:keys::text[]) and ended_at is null

-- name: note_seen
update sign_in set seen_at = given.seen_at
from (select unnest(:keys::text[]) as key, unnest(:moments::timestamp[]) as seen_at) as given
where sign_in.key = given.key and sign_in.seen_at < given.seen_at

-- name: add_failure
insert into sign_in_failure (login, address, failed_at) values (:login::text, :address::text, :at::timestamp)

-- name: failures_of_login
select count(*) as count, max(failed_at) as last
from sign_in_failure where address = :address::text and login = :login::text and failed_at > :since::timestamp

-- name: failures_of_address
select count(*) as count, max(failed_at) as last
from sign_in_failure where address = :address::text and failed_at > :since::timestamp

-- name: browser
select key from known_browser where key = :key::text and since >= :since::timestamp

-- name: remove_failures
delete from sign_in_failure where failed_at < :before::timestamp

-- name: remove_sign_ins
delete from sign_in where started_at < :before::timestamp
