-- Participants of a collection, a page at a time: first which they are, in their order, then what is shown of them.
-- The list is joined only to what its order and search look at: `joins` and `order` are put in by store.roster.

-- name: begun
select m.organisation_id
from participant m
join progress p on p.collection_id = m.collection_id and p.organisation_id = m.organisation_id /* joins */
where m.collection_id = :collection_id
    and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
    and (:all_regions::boolean or m.region = any(:regions::text[]))
    and (:status = '' or :status = 'done' and p.first_submitted_at is not null
        or :status = 'work' and p.first_submitted_at is null)
    and (:pattern = '' or /* found */) /* narrowed */
order by /* order */ nulls last, m.organisation_id
limit :size offset :skip

-- name: idle
select m.organisation_id
from participant m
left join progress p on p.collection_id = m.collection_id and p.organisation_id = m.organisation_id /* joins */
where m.collection_id = :collection_id
    and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
    and (:all_regions::boolean or m.region = any(:regions::text[]))
    and p.organisation_id is null
    and (:pattern = '' or /* found */) /* narrowed */
order by /* order */ nulls last, m.organisation_id
limit :size offset :skip

-- name: counts
-- Those who have not begun, who work and who have submitted, of those searched for whatever their status.
select count(*) as total, count(p.organisation_id) as started, count(p.first_submitted_at) as done
from participant m
left join progress p on p.collection_id = m.collection_id and p.organisation_id = m.organisation_id /* joins */
where m.collection_id = :collection_id
    and m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)
    and (:all_regions::boolean or m.region = any(:regions::text[]))
    and (:pattern = '' or /* found */) /* narrowed */

-- name: shown
-- What is told of these organisations, whose region the list has already asked for.
select o.id as organisation_id, m.region, r.name as region_name, o.name, coalesce(a.login, '') as login,
    p.first_edit_at, p.last_edit_at, p.first_submitted_at, p.last_submitted_at, p.submissions, p.filled,
    p.required, p.errors, p.warnings, p.differs, p.by_decision, c.closes_at as term, t.closes_at as own_term
from (select unnest(:organisations::bigint[]) as id) w
join participant m on m.organisation_id = w.id and m.collection_id = :collection_id
join collection c on c.id = m.collection_id
join organisation o on o.id = w.id
left join region r on r.code = m.region
left join progress p on p.collection_id = m.collection_id and p.organisation_id = w.id
left join account a on a.organisation_id = w.id
left join (
    select distinct on (term.organisation_id) term.organisation_id, term.closes_at
    from (select unnest(:organisations::bigint[]) as id) w join term on term.organisation_id = w.id
    where term.collection_id = :collection_id and term.since <= :now::timestamp
    order by term.organisation_id, term.since desc, term.closes_at desc
) t on t.organisation_id = w.id
where m.since <= :now::timestamp and (m.until is null or m.until > :now::timestamp)

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
