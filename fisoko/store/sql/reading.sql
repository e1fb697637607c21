-- What programs read, as it stood at a moment. Facts that have changed since are unknown there, not guessed.

-- name: position
select seq from log_position

-- name: mark
-- Changes whenever an answer about now may change. Events are counted too: ids are given before commits.
select
    (select seq from log_position) as seq,
    (select seq from projection) as projected,
    (select coalesce(max(id), 0) from audit_event) as event,
    (select count(*) from audit_event where id > (select coalesce(max(id), 0) - 1000 from audit_event)) as events,
    (select count(*) from collection where opens_at <= :now::timestamp)
        + (select count(*) from collection where date_trunc('second', :now::timestamp) > closes_at)
        + (select count(*) from term where date_trunc('second', :now::timestamp) > closes_at)
        + (select count(*) from term where since <= :now::timestamp) as passed

-- name: standing
-- Who has begun and who has submitted by the moment; the rest have done nothing. Submissions go by their number: one
-- counts from the moment its request came, which may be before its commit. It also begins what no edit has begun.
select p.organisation_id, s.number is not null as done
from progress p
left join submission s on s.collection_id = p.collection_id and s.organisation_id = p.organisation_id
    and s.number = 1 and s.seq <= :seq::bigint
where p.collection_id = :collection_id::bigint and (:all_regions::boolean or p.region = any(:regions::text[]))
    and (s.number is not null
        or (p.first_edit_at <= :moment::timestamp and p.first_edit_at is distinct from p.first_submitted_at))

-- name: facts
select w.id as organisation_id, c.closes_at as term, t.closes_at as own_term,
    case
        when s.number is not null then p.first_edit_at
        when p.first_edit_at is distinct from p.first_submitted_at and p.first_edit_at <= :moment::timestamp
            then p.first_edit_at
    end as first_edit_at,
    case when p.last_edit_at <= :moment::timestamp then p.last_edit_at end as last_edit_at,
    case when s.number is not null then p.first_submitted_at end as first_submitted_at,
    s.submitted_at as last_submitted_at, coalesce(s.number, 0) as submissions, p.filled, p.required, p.errors,
    p.warnings, p.differs, coalesce(p.by_decision, false) as by_decision,
    coalesce(
        p.first_edit_at <= :moment::timestamp and p.last_edit_at <= :moment::timestamp
        and p.submissions = coalesce(s.number, 0), false
    ) as unchanged
from (select unnest(:organisations::bigint[]) as id) w
join collection c on c.id = :collection_id::bigint
left join progress p on p.collection_id = :collection_id::bigint and p.organisation_id = w.id
left join (
    select organisation_id, max(number) as number, max(submitted_at) as submitted_at from submission
    where collection_id = :collection_id::bigint and seq <= :seq::bigint
        and organisation_id = any(:organisations::bigint[])
    group by organisation_id
) s on s.organisation_id = w.id
left join (
    select distinct on (organisation_id) organisation_id, closes_at from term
    where collection_id = :collection_id::bigint and since <= :moment::timestamp
        and organisation_id = any(:organisations::bigint[])
    order by organisation_id, since desc, closes_at desc
) t on t.organisation_id = w.id

-- name: progress
-- How first submissions stand to terms; the rule is domain.progress.time.
select w.region, count(*) as total,
    count(*) filter (where w.begun and not w.submitted) as work,
    count(*) filter (where w.submitted) as done,
    count(*) filter (where w.time = 'on_time') as on_time,
    count(*) filter (where w.time = 'extended') as extended,
    count(*) filter (where w.time = 'late') as late,
    count(*) filter (where w.time = 'overdue') as overdue,
    count(*) filter (where w.time = 'waiting') as waiting,
    count(*) filter (where w.time = 'decided') as decided
from (
    select w.region, s.number is not null as submitted,
        s.number is not null or coalesce(
            p.first_edit_at <= :moment::timestamp and p.first_edit_at is distinct from p.first_submitted_at, false
        ) as begun,
        case
            when s.number is null and date_trunc('second', :moment::timestamp) <= w.own_term then 'waiting'
            when s.number is null then 'overdue'
            when p.by_decision then 'decided'
            when date_trunc('second', p.first_submitted_at) > w.own_term then 'late'
            when date_trunc('second', p.first_submitted_at) <= w.term then 'on_time'
            else 'extended'
        end as time
    from (
        select m.organisation_id, max(m.region) as region, max(c.closes_at) as term,
            max(coalesce(t.closes_at, c.closes_at)) as own_term
        from participant m
        join collection c on c.id = m.collection_id
        join organisation o on o.id = m.organisation_id
        left join (
            select distinct on (organisation_id) organisation_id, closes_at from term
            where collection_id = :collection_id::bigint and since <= :moment::timestamp
            order by organisation_id, since desc, closes_at desc
        ) t on t.organisation_id = m.organisation_id
        where m.collection_id = :collection_id::bigint
            and m.since <= :moment::timestamp and (m.until is null or m.until > :moment::timestamp)
            and (:all_regions::boolean or m.region = any(:regions::text[]))
            and (:kind = '' or o.kind = :kind)
        group by m.organisation_id
    ) w
    left join progress p on p.collection_id = :collection_id::bigint and p.organisation_id = w.organisation_id
    left join submission s on s.collection_id = :collection_id::bigint and s.organisation_id = w.organisation_id
        and s.number = 1 and s.seq <= :seq::bigint
) w
group by w.region
order by w.region

-- name: submitted
-- Every submission up to the number, without its document.
select organisation_id, number, seq, submitted_at, sha256, code, filled, required, explanations
from submission
where collection_id = :collection_id::bigint and seq <= :seq::bigint
    and organisation_id = any(:organisations::bigint[])
order by organisation_id, number
