-- Notifications of accounts. What is dated ahead is not there yet.

-- name: of_account
select id, account_id, kind, title, text, href, href_text, created_at, read_at
from notification where account_id = :account_id::bigint

-- name: add
insert into notification (id, account_id, kind, title, text, href, href_text, created_at, read_at)
select nextval('notification_id'), account_id, :kind::text, :title::text, :text::text, :href::text,
    :href_text::text, :at::timestamp, null
from (select unnest(:accounts::bigint[]) as account_id) as given

-- name: add_for_audience
insert into notification (id, account_id, kind, title, text, href, href_text, created_at, read_at)
select nextval('notification_id'), a.id, :kind::text, :title::text, :text::text, :href::text,
    :href_text::text, :at::timestamp, null
from account a
left join organisation o on o.id = a.organisation_id
where a.role <> 'federal' and a.blocked_at is null
    and (:all_roles::boolean or a.role = any(:roles::text[]))
    and (:all_regions::boolean or a.region = any(:regions::text[]))
    and (:all_kinds::boolean or a.role <> 'organiser' or o.kind = any(:kinds::text[]))
returning account_id

-- name: remove
delete from notification where href = :href::text and kind = :kind::text returning account_id

-- name: told
select distinct account_id from notification where href = :href::text and kind = :kind::text

-- name: mark_read
update notification set read_at = :at::timestamp
where account_id = :account_id::bigint and read_at is null and created_at <= :at::timestamp
    and (:id::bigint is null or id = :id::bigint)
