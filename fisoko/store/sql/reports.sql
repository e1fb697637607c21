-- Reports. `place`: the number in the queue from 1, while it waits.

-- name: one
select r.*, case when r.state = 'queued' then (
    select count(*) from report a where a.state in ('queued', 'running') and a.id <= r.id
) end as place
from report r where r.id = :id::bigint

-- name: of_account
select r.*, case when r.state = 'queued' then (
    select count(*) from report a where a.state in ('queued', 'running') and a.id <= r.id
) end as place
from report r where r.account_id is not distinct from :account_id::bigint
order by r.id desc limit :limit::bigint

-- name: add_alone
-- One process writes: nothing to wait for. (PostgreSQL has its own.)
select 1

-- name: pending
select *, null::bigint as place from report
where account_id is not distinct from :account_id::bigint and state in ('queued', 'running')
order by id

-- name: add
insert into report (id, kind, account_id, parameters, state, asked_at, as_of, attempts)
values (
    nextval('report_id'), :kind::text, :account_id::bigint, :parameters::text, 'queued', :asked_at::timestamp,
    :as_of::bigint, 0
)
returning id

-- name: take
update report set state = 'running', started_at = :at::timestamp, seen_at = :at::timestamp, attempts = attempts + 1
where state = 'queued' and id = (select min(id) from report where state = 'queued')
returning id

-- name: running
select *, null::bigint as place from report where state = 'running'
    and coalesce(seen_at, started_at) <= :before::timestamp
order by id

-- name: seen
update report set seen_at = :at::timestamp where id = :id::bigint and state = 'running' returning id

-- name: waiting
select count(*) as count from report where state = 'queued'

-- name: put_back
update report set state = 'queued', started_at = null where id = :id::bigint and state = 'running'

-- name: finish
update report set state = :state::text, finished_at = :at::timestamp, file_name = :file_name::text,
    blob = :blob::text, size = :size::bigint, problem = :problem::text
where id = :id::bigint and state = 'running'
returning id

-- name: cancel
update report set state = 'cancelled', finished_at = :at::timestamp
where id = :id::bigint and state in ('queued', 'running')
returning id

-- name: ready_before
select *, null::bigint as place from report where state = 'ready' and finished_at < :moment::timestamp order by id

-- name: clear
update report set state = 'cleared', blob = null where id = any(:ids::bigint[])

-- name: contents
select blob from report where blob is not null
union select blob from file
union select workbook as blob from form_version where workbook is not null

-- name: spoken_of
-- A report that was put into a store of files is the same content.
select 1 as one where exists (select 1 from report where blob = :blob::text)
    or exists (select 1 from file where blob = :blob::text)
    or exists (select 1 from form_version where workbook = :blob::text)
