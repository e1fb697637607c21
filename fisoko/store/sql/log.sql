-- The log of edits and its position.

-- name: advance
-- The row's lock also puts the commits of several processes in order.
update log_position set seq = seq + :count::bigint, given_at = greatest(given_at, :now::timestamp)
returning seq, given_at

-- name: position
select seq, given_at from log_position

-- name: at
-- The last number committed by the moment: numbers and moments grow together.
select coalesce(max(seq), 0) as seq from (
    (select seq from batch where saved_at <= :moment::timestamp order by seq desc limit 1)
    union all
    (select seq from given where given_at <= :moment::timestamp order by given_at desc, seq desc limit 1)
) last_given

-- name: windows_of
-- In place of :organisations stand as many parameters as there are: DuckDB's index serves no list given as one.
select collection_id, organisation_id, window_id, max(number) as number, max(seq) as seq
from batch
where organisation_id in (:organisations)
group by collection_id, organisation_id, window_id

-- name: recent_windows
select b.collection_id, b.organisation_id, b.window_id, max(b.number) as number, max(b.seq) as seq
from batch b
join (select distinct collection_id, organisation_id from batch where saved_at >= :since) recent
    on recent.organisation_id = b.organisation_id and recent.collection_id = b.collection_id
group by b.collection_id, b.organisation_id, b.window_id

-- name: windows_after
select collection_id, organisation_id, window_id, max(number) as number, max(seq) as seq
from batch where seq > :seq::bigint
group by collection_id, organisation_id, window_id

-- name: append
insert into batch
    (seq, collection_id, region, organisation_id, window_id, number, base, ops, saved_at, account_id)
select
    unnest(:seqs::bigint[]), unnest(:collections::bigint[]), unnest(:regions::text[]),
    unnest(:organisations::bigint[]), unnest(:windows::text[]), unnest(:numbers::integer[]),
    unnest(:bases::bigint[]), unnest(:ops::text[]), :saved_at::timestamp, unnest(:accounts::bigint[])

-- name: begun
-- Who has begun already: by a submission without an edit. Asked since «on conflict» costs DuckDB three times as much.
select collection_id, organisation_id from progress where organisation_id in (:organisations)

-- name: first_edits
insert into progress (collection_id, region, organisation_id, first_edit_at, last_edit_at)
select
    unnest(:collections::bigint[]), unnest(:regions::text[]), unnest(:organisations::bigint[]),
    :edited_at::timestamp, :edited_at::timestamp

-- name: answer
-- What a batch was answered, for its repeats: by its own row and by those of other windows before it.
select b.number, b.seq, b.saved_at, exists (
    select 1 from batch o
    where o.organisation_id = b.organisation_id and o.collection_id = b.collection_id
        and o.window_id <> b.window_id and o.seq > b.base and o.seq < b.seq
) as elsewhere
from batch b
where b.organisation_id = :organisation_id and b.collection_id = :collection_id
    and b.window_id = :window and b.number = :number
