-- Facts about the work of participants, and figures over them.

-- name: one
select * from progress where collection_id = :collection_id and organisation_id = :organisation_id

-- name: submitted
insert into progress (
    collection_id, region, organisation_id, first_edit_at, last_edit_at, first_submitted_at, last_submitted_at,
    submissions, filled, required, warnings, projected_seq
) values (
    :collection_id, :region, :organisation_id, :submitted_at, :submitted_at, :submitted_at, :submitted_at,
    1, :filled, :required, :warnings, :seq
)
on conflict (collection_id, organisation_id) do update
set first_submitted_at = coalesce(progress.first_submitted_at, excluded.last_submitted_at),
    last_submitted_at = excluded.last_submitted_at,
    submissions = progress.submissions + 1,
    filled = excluded.filled,
    required = excluded.required,
    errors = 0,
    warnings = excluded.warnings,
    differs = 0,
    faults = null

-- name: edited
update progress
set last_edit_at = given.edited_at
from (
    select unnest(:collections::bigint[]) as collection_id, unnest(:organisations::bigint[]) as organisation_id,
        unnest(:edited_at::timestamp[]) as edited_at
) given
where progress.collection_id = given.collection_id and progress.organisation_id = given.organisation_id
    and progress.last_edit_at < given.edited_at

-- name: judged
update progress
set filled = given.filled, required = given.required, errors = given.errors, warnings = given.warnings,
    differs = given.differs, projected_seq = given.seq, faults = given.faults
from (
    select unnest(:collections::bigint[]) as collection_id, unnest(:organisations::bigint[]) as organisation_id,
        unnest(:filled::integer[]) as filled, unnest(:required::integer[]) as required,
        unnest(:errors::integer[]) as errors, unnest(:warnings::integer[]) as warnings,
        unnest(:differs::integer[]) as differs, unnest(:seqs::bigint[]) as seq,
        unnest(:submissions::integer[]) as submissions, unnest(:faults::text[]) as faults
) given
where progress.collection_id = given.collection_id and progress.organisation_id = given.organisation_id
    and progress.projected_seq <= given.seq and progress.submissions = given.submissions

-- name: faulty
-- Participants whose drafts have errors, the most errors first.
select m.organisation_id, m.region, o.kind, coalesce(a.login, '') as login, o.name, p.errors, p.faults, p.last_edit_at,
    p.first_submitted_at
from participant m
join progress p on p.collection_id = m.collection_id and p.organisation_id = m.organisation_id
join organisation o on o.id = m.organisation_id
left join account a on a.organisation_id = m.organisation_id
where m.collection_id = :collection_id and p.errors > 0
    and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
    and (:all_regions::boolean or m.region = any(:regions::text[]))
order by p.errors desc, m.organisation_id
limit :most

-- name: of_organisation
select * from progress where organisation_id = :organisation_id

-- name: tiles
select m.collection_id, count(*) as total, count(p.first_edit_at) as started, count(p.first_submitted_at) as done
from participant m
left join progress p on p.collection_id = m.collection_id and p.organisation_id = m.organisation_id
where m.collection_id = any(:collections::bigint[])
    and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
    and (:all_regions::boolean or m.region = any(:regions::text[]))
    and (:organisation_id::bigint is null or m.organisation_id = :organisation_id::bigint)
group by m.collection_id

-- name: tiles_everywhere
-- The same of the whole country.
select m.collection_id, count(*) as total, count(p.first_edit_at) as started, count(p.first_submitted_at) as done
from participant m
left join progress p on p.collection_id = m.collection_id and p.organisation_id = m.organisation_id
where m.collection_id = any(:collections::bigint[])
    and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
group by m.collection_id

-- name: tiles_by_region
select m.region, count(*) as total, count(p.first_edit_at) as started, count(p.first_submitted_at) as done
from participant m
left join progress p on p.collection_id = m.collection_id and p.organisation_id = m.organisation_id
where m.collection_id = :collection_id
    and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
    and (:all_regions::boolean or m.region = any(:regions::text[]))
group by m.region
order by m.region

-- name: times
-- How first submissions stand to terms; the rule is domain.progress.time.
select w.time, count(*) as number
from (
    select case
        when p.first_submitted_at is null and date_trunc('second', :now::timestamp) <= w.own_term then 'waiting'
        when p.first_submitted_at is null then 'overdue'
        when p.by_decision then 'decided'
        when date_trunc('second', p.first_submitted_at) > w.own_term then 'late'
        when date_trunc('second', p.first_submitted_at) <= w.term then 'on_time'
        else 'extended'
    end as time
    from (
        select m.collection_id, m.organisation_id, c.closes_at as term, coalesce(t.closes_at, c.closes_at) as own_term
        from participant m
        join collection c on c.id = m.collection_id
        left join (
            select distinct on (organisation_id) organisation_id, closes_at from term
            where collection_id = :collection_id and since <= :now::timestamp
            order by organisation_id, since desc, closes_at desc
        ) t on t.organisation_id = m.organisation_id
        where m.collection_id = :collection_id
            and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
            and (:all_regions::boolean or m.region = any(:regions::text[]))
    ) w
    left join progress p on p.collection_id = w.collection_id and p.organisation_id = w.organisation_id
) w
group by w.time
