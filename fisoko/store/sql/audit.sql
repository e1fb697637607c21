-- The audit journal.

-- name: append
insert into audit_event (id, happened_at, kind, account_id, object, detail)
select nextval('audit_id'), happened_at, kind, account_id, object, detail
from (
    select
        unnest(:moments::timestamp[]) as happened_at, unnest(:kinds::text[]) as kind,
        unnest(:accounts::bigint[]) as account_id, unnest(:objects::text[]) as object,
        unnest(:details::text[]) as detail
) as given

-- name: of_object
select happened_at, kind, account_id, object, detail
from audit_event where object = :object order by id desc limit :limit::bigint

-- name: since
select happened_at, kind, account_id, object, detail
from audit_event where happened_at >= :since::timestamp order by id desc limit :limit::bigint
