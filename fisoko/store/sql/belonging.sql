-- By which event a base is known again.

-- name: last
select id, happened_at from audit_event order by id desc limit 1

-- name: event
select happened_at from audit_event where id = :id::bigint
