-- Submissions: immutable documents.

-- name: last
select * from submission
where organisation_id = :organisation_id and collection_id = :collection_id
order by number desc
limit 1

-- name: one
select * from submission
where organisation_id = :organisation_id and collection_id = :collection_id and number = :number

-- name: by_request
select * from submission
where organisation_id = :organisation_id and collection_id = :collection_id and request_id = :request_id

-- name: of_organisation
select collection_id, region, organisation_id, number, seq, draft_seq, form_version_id, submitted_at, account_id,
    sha256, code, filled, required, explanations
from submission
where organisation_id = :organisation_id
order by submitted_at desc

-- name: by_code
select * from submission
where code = :code
    and (:all_regions::boolean or region = any(:regions::text[]))
    and (:organisation_id::bigint is null or organisation_id = :organisation_id::bigint)
order by seq desc
limit 1

-- name: note_given
-- The position's moment is this transaction's own: it has just taken the number.
insert into given (seq, given_at) select :seq::bigint, given_at from log_position

-- name: add
insert into submission (
    collection_id, region, organisation_id, number, request_id, seq, draft_seq, form_version_id, submitted_at,
    account_id, body, sha256, code, filled, required, explanations
) values (
    :collection_id, :region, :organisation_id, :number, :request_id, :seq, :draft_seq, :form_version_id,
    :submitted_at, :account_id, :body, :sha256, :code, :filled, :required, :explanations
)

-- name: numbers_as_of
-- Which submission of each organisation was the last at the change `as_of`.
select organisation_id, max(number) as number
from submission
where collection_id = :collection_id and seq <= :as_of::bigint
    and (:all_regions::boolean or region = any(:regions::text[]))
    and (:organisation_id::bigint is null or organisation_id = :organisation_id::bigint)
group by organisation_id
order by organisation_id

-- name: version_as_of
-- The version of the form that the newest submission at the change `as_of` was made by.
select form_version_id from submission
where collection_id = :collection_id::bigint and seq <= :as_of::bigint
order by seq desc
limit 1

-- name: bodies
select s.*
from submission s
join (select unnest(:organisations::bigint[]) as organisation_id, unnest(:numbers::integer[]) as number) wanted
    on wanted.organisation_id = s.organisation_id and wanted.number = s.number
where s.collection_id = :collection_id
    and s.organisation_id between list_min(:organisations::bigint[]) and list_max(:organisations::bigint[])
order by s.organisation_id
