-- What the analytical copy is filled from.

-- name: last
select coalesce(max(seq), 0) as seq from submission

-- name: last_at
select coalesce(max(s.seq), 0) as seq from submission s
join given g on g.seq = s.seq
where s.collection_id = :collection_id and g.given_at <= :moment::timestamp

-- name: sha256
select sha256 from submission where seq = :seq::bigint

-- name: count
select count(*) as number from submission

-- name: horizon
-- The documents themselves are read by a range: only where it lies are they unpacked.
select max(seq) as seq from (select seq from submission where seq > :seq::bigint order by seq limit :most) n

-- name: between
select * from submission where seq > :seq::bigint and seq <= :upto::bigint order by seq

-- name: fingerprint
select count(*) as rows, count(until) as ended, max(since) as since, max(until) as until,
    (select count(*) from organisation) as organisations, (select count(*) from account) as accounts
from participant

-- name: participants
select p.collection_id, p.organisation_id, p.region, o.kind, coalesce(a.login, '') as login, o.name, p.since, p.until
from participant p
join organisation o on o.id = p.organisation_id
left join (
    select organisation_id, min(login) as login from account where organisation_id is not null group by organisation_id
) a on a.organisation_id = o.id
order by p.collection_id, p.organisation_id, p.since

-- name: past
-- Collections that had closed, those of the same form first, the newest first.
select c.id, c.closes_at, f.form_id = m.form_id as same_form
from collection c
join form_version f on f.id = c.form_version_id
join collection k on k.id = :collection_id
join form_version m on m.id = k.form_version_id
where c.closes_at < :now::timestamp and c.id <> :collection_id
order by same_form desc, c.closes_at desc, c.id desc
limit :most
