-- Files as they were taken. A row is one act: times and numbers are counted when asked (takers.sql).

-- name: add
insert into download (region, organisation_id, account_id, file_id, version, taken_at)
select :region::text, :organisation_id::bigint, :account_id::bigint, file_id, version, :at::timestamp
from (select unnest(:files::bigint[]) as file_id, unnest(:versions::integer[]) as version) as given

-- name: of_account
-- The last time an account has taken each file.
select file_id, max(taken_at) as taken_at from download where account_id = :account_id::bigint group by file_id
