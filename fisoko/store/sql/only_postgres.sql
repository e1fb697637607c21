-- Statements that cannot be alike on both engines.

-- name: add_alone
-- Two processes must not both find that a report is not queued yet.
select pg_advisory_xact_lock(7266)

-- name: keyed_alone
-- Two processes must not both find that nothing of this key is published yet.
select pg_advisory_xact_lock(7267)

-- name: tiles_everywhere
-- Two tables counted by themselves take half the time of their join here; whoever began and takes part no longer is
-- left out of the count.
select c.collection_id, m.total, p.started - g.started as started, p.done - g.done as done
from (select unnest(:collections::bigint[]) as collection_id) c
cross join lateral (
    select count(*) as total from participant m
    where m.collection_id = c.collection_id
        and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
) m
cross join lateral (
    select count(*) as started, count(p.first_submitted_at) as done from progress p
    where p.collection_id = c.collection_id
) p
cross join lateral (
    select count(*) as started, count(p.first_submitted_at) as done
    from (
        select distinct m.organisation_id from participant m
        where m.collection_id = c.collection_id and (m.since > :now::timestamp or m.until <= :now::timestamp)
    ) o
    join progress p on p.organisation_id = o.organisation_id
    where p.collection_id = c.collection_id
        and not exists (
            select 1 from participant m
            where m.collection_id = c.collection_id and m.organisation_id = o.organisation_id
                and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
        )
) g
where m.total > 0

-- name: bodies
-- By its index; the other engine reads what lies between.
select s.*
from submission s
join (select unnest(:organisations::bigint[]) as organisation_id, unnest(:numbers::integer[]) as number) wanted
    on wanted.organisation_id = s.organisation_id and wanted.number = s.number
where s.collection_id = :collection_id and s.organisation_id = any(:organisations::bigint[])
order by s.organisation_id
