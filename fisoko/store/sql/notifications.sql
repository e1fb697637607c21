-- Notifications of accounts. What is dated ahead is not there yet.

-- name: of_account
select id, account_id, kind, title, text, href, href_text, created_at, read_at
from notification where account_id = :account_id::bigint

-- name: add
insert into notification (id, account_id, kind, title, text, href, href_text, created_at, read_at)
select nextval('notification_id'), account_id, :kind::text, :title::text, :text::text, :href::text,
    :href_text::text, :at::timestamp, null
from (select unnest(:accounts::bigint[]) as account_id) as given

-- name: meant
select a.id, a.role
from account a
left join organisation o on o.id = a.organisation_id
where a.role <> 'federal' and a.blocked_at is null
    and (:all_roles::boolean or a.role = any(:roles::text[]))
    and (:all_regions::boolean or a.region = any(:regions::text[]))
    and (:all_kinds::boolean or a.role <> 'organiser' or o.kind = any(:kinds::text[]))
    and (:all_logins::boolean or a.login in (select unnest(:logins::text[])))

-- name: remove
delete from notification where href = :href::text and kind = :kind::text returning account_id

-- name: remove_of
delete from notification
where href = :href::text and kind = :kind::text and account_id in (select unnest(:accounts::bigint[]))

-- name: reword
update notification set text = :text::text where href = :href::text and kind = :kind::text
returning account_id

-- name: told
select distinct account_id from notification where href = :href::text and kind = :kind::text

-- name: mark_read
update notification set read_at = :at::timestamp
where account_id = :account_id::bigint and read_at is null and created_at <= :at::timestamp
    and (:id::bigint is null or id = :id::bigint)
