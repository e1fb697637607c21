-- Documents and the batches after them.

-- name: document
select seq, body from document where collection_id = :collection_id and organisation_id = :organisation_id

-- name: batches_after
select seq, window_id, base, saved_at, ops
from batch
where organisation_id = :organisation_id and collection_id = :collection_id and seq > :seq::bigint
order by seq

-- name: foreign_after
select max(seq) as seq
from batch
where organisation_id = :organisation_id and collection_id = :collection_id and seq > :seq::bigint
    and window_id <> :window

-- name: last_of_window
select max(number) as number
from batch
where organisation_id = :organisation_id and collection_id = :collection_id and window_id = :window

-- name: keep
insert into document (collection_id, region, organisation_id, seq, body, folded_at)
select
    unnest(:collections::bigint[]), unnest(:regions::text[]), unnest(:organisations::bigint[]),
    unnest(:seqs::bigint[]), unnest(:bodies::text[]), :folded_at::timestamp
on conflict (collection_id, organisation_id) do update
set seq = excluded.seq, body = excluded.body, folded_at = excluded.folded_at
where document.seq < excluded.seq

-- name: changed_after
select collection_id, region, organisation_id, min(seq) as first_seq, max(seq) as seq, max(saved_at) as saved_at
from batch
where seq > :seq::bigint
group by collection_id, region, organisation_id

-- name: submitted_after
select distinct collection_id, region from submission where seq > :seq::bigint

-- name: changes_after
select distinct collection_id, region, organisation_id, window_id from batch where seq > :seq::bigint
