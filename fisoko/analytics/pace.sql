-- First submissions of participants by the hour, Moscow time, up to the change $seq.
firsts as (
    select s.organisation_id, min(s.submitted_at) as first_at
    from submissions s
    join present p on p.organisation_id = s.organisation_id
    where s.collection_id = $collection::bigint and s.seq <= $seq::bigint and s.submitted_at <= $moment::timestamp
    group by s.organisation_id
)
select date_trunc('hour', first_at + interval 3 hour) as hour, count(*)::bigint as submitted,
    (sum(count(*)) over (order by hour))::bigint as cumulative,
    (select count(*) from present)::bigint as participants
from firsts
group by hour
order by hour
