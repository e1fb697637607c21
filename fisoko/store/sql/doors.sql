-- Who may type into a collection, and whether that has changed.

-- name: doors
-- Who takes part in a collection now, and until when of its own.
select m.organisation_id, m.region, t.closes_at
from participant m
left join (
    select distinct on (organisation_id) organisation_id, closes_at from term
    where collection_id = :collection_id and since <= :now::timestamp
    order by organisation_id, since desc, closes_at desc
) t on t.organisation_id = m.organisation_id
where m.collection_id = :collection_id
    and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)

-- name: rearranged_after
-- Events after which who may type where must be read again. Their number counts too: ids are given before commits.
select coalesce(max(id), 0) as id, count(*) as number
from audit_event
where id > :id::bigint
    and kind in ('publication_created', 'publication_edited', 'publication_withdrawn', 'collection_created',
        'participants_changed', 'term_changed', 'form_added', 'form_changed')

-- name: last_event
select coalesce(max(id), 0) as id from audit_event
