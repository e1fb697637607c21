-- Participants of a collection, a page at a time.

-- name: begun
select w.*, count(*) over () as found
from (
    select m.organisation_id, m.region, r.name as region_name, o.name, coalesce(a.login, '') as login,
        p.first_edit_at, p.last_edit_at, p.first_submitted_at, p.last_submitted_at, p.submissions, p.filled,
        p.required, p.errors, p.warnings, p.differs, p.by_decision,
        c.closes_at as term, t.closes_at as own_term
    from participant m
    join collection c on c.id = m.collection_id
    join progress p on p.collection_id = m.collection_id and p.organisation_id = m.organisation_id
    join organisation o on o.id = m.organisation_id
    left join region r on r.code = m.region
    left join (
        select organisation_id, min(login) as login from account
        where organisation_id is not null group by organisation_id
    ) a on a.organisation_id = m.organisation_id
    left join (
        select distinct on (organisation_id) organisation_id, closes_at from term
        where collection_id = :collection_id and since <= :now::timestamp
        order by organisation_id, since desc, closes_at desc
    ) t on t.organisation_id = m.organisation_id
    where m.collection_id = :collection_id
        and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
        and (:all_regions::boolean or m.region = any(:regions::text[]))
        and (:status = '' or :status = 'done' and p.first_submitted_at is not null
            or :status = 'work' and p.first_submitted_at is null)
) w
where :pattern = '' or w.name ~ :pattern or w.login ~ :pattern
order by 1
limit :size offset :skip

-- name: idle
select w.*, count(*) over () as found
from (
    select m.organisation_id, m.region, r.name as region_name, o.name, coalesce(a.login, '') as login
    from participant m
    join organisation o on o.id = m.organisation_id
    left join region r on r.code = m.region
    left join (
        select organisation_id, min(login) as login from account
        where organisation_id is not null group by organisation_id
    ) a on a.organisation_id = m.organisation_id
    left join progress p on p.collection_id = m.collection_id and p.organisation_id = m.organisation_id
    where m.collection_id = :collection_id
        and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
        and (:all_regions::boolean or m.region = any(:regions::text[]))
        and p.organisation_id is null
) w
where :pattern = '' or w.name ~ :pattern or w.login ~ :pattern
order by w.login, w.organisation_id
limit :size offset :skip

-- name: participant
-- One participant by a login of its organisation.
select m.organisation_id, m.region, r.name as region_name, o.name, a.login, r.utc_offset
from account a
join organisation o on o.id = a.organisation_id
join participant m on m.organisation_id = o.id
left join region r on r.code = m.region
where a.login = :login and m.collection_id = :collection_id
    and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
    and (:all_regions::boolean or m.region = any(:regions::text[]))
limit 1
