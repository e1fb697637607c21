-- Work done before, laid in at once: rows as the log, the journal and the projector would have written them one by one.

-- name: batches
insert into batch
    (seq, collection_id, region, organisation_id, window_id, number, base, ops, saved_at, account_id)
select
    unnest(:seqs::bigint[]), unnest(:collections::bigint[]), unnest(:regions::text[]),
    unnest(:organisations::bigint[]), unnest(:windows::text[]), unnest(:numbers::integer[]),
    unnest(:bases::bigint[]), unnest(:ops::text[]), unnest(:moments::timestamp[]), unnest(:accounts::bigint[])

-- name: submissions
insert into submission (
    collection_id, region, organisation_id, number, request_id, seq, draft_seq, form_version_id, submitted_at,
    account_id, body, sha256, code, filled, required, explanations
)
select
    unnest(:collections::bigint[]), unnest(:regions::text[]), unnest(:organisations::bigint[]),
    unnest(:numbers::integer[]), unnest(:requests::text[]), unnest(:seqs::bigint[]), unnest(:draft_seqs::bigint[]),
    unnest(:versions::bigint[]), unnest(:moments::timestamp[]), unnest(:accounts::bigint[]), unnest(:bodies::text[]),
    unnest(:sums::text[]), unnest(:codes::text[]), unnest(:filled::integer[]), unnest(:required::integer[]),
    unnest(:explanations::text[])

-- name: given
insert into given (seq, given_at) select unnest(:seqs::bigint[]), unnest(:moments::timestamp[])

-- name: documents
insert into document (collection_id, region, organisation_id, seq, body, folded_at)
select
    unnest(:collections::bigint[]), unnest(:regions::text[]), unnest(:organisations::bigint[]),
    unnest(:seqs::bigint[]), unnest(:bodies::text[]), unnest(:moments::timestamp[])

-- name: progress
insert into progress (
    collection_id, region, organisation_id, first_edit_at, first_submitted_at, last_submitted_at, submissions,
    last_edit_at, filled, required, errors, warnings, differs, projected_seq, faults
)
select
    unnest(:collections::bigint[]), unnest(:regions::text[]), unnest(:organisations::bigint[]),
    unnest(:begun::timestamp[]), unnest(:first_submitted::timestamp[]), unnest(:last_submitted::timestamp[]),
    unnest(:submissions::integer[]), unnest(:edited::timestamp[]), unnest(:filled::integer[]),
    unnest(:required::integer[]), unnest(:errors::integer[]), unnest(:warnings::integer[]),
    unnest(:differs::integer[]), unnest(:seqs::bigint[]), unnest(:faults::text[])

-- name: downloads
insert into download (region, organisation_id, account_id, file_id, version, taken_at)
select
    unnest(:regions::text[]), unnest(:organisations::bigint[]), unnest(:accounts::bigint[]), unnest(:files::bigint[]),
    unnest(:versions::integer[]), unnest(:moments::timestamp[])

-- name: acknowledgements
insert into acknowledgement (publication_id, account_id, organisation_id, acknowledged_at)
select
    unnest(:publications::bigint[]), unnest(:accounts::bigint[]), unnest(:organisations::bigint[]),
    unnest(:moments::timestamp[])

-- name: free
-- Whether nothing of this collection has been written yet.
select not exists (select 1 from batch where collection_id = :collection_id::bigint)
    and not exists (select 1 from submission where collection_id = :collection_id::bigint)
    and not exists (select 1 from progress where collection_id = :collection_id::bigint) as free
