-- Numbers far from the median of their row in one column, by the median of distances (MAD), the farthest first.
-- Where more than half are alike the MAD is 0 and the mean distance takes its place (Iglewicz and Hoaglin, 1993).
mine as (
    select s.organisation_id, s.region, s.kind, s.login, s.name, c.row_id, c.number, /* row */ as part
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and c.number is not null
        and c.sheet_id = $sheet::varchar and c.column_id = $column::varchar
),
medians as (
    select part, median(number) as middle from mine group by part
),
distances as (
    select m.*, d.middle, abs(m.number - d.middle) as distance
    from mine m join medians d on d.part is not distinct from m.part
),
spreads as (
    select part, median(distance) as mad, avg(distance) as mean_distance from distances group by part
)
select d.organisation_id, d.region, d.kind, d.login, d.name, d.row_id, d.number, d.middle as median,
    d.distance / case when s.mad > 0 then 1.4826 * s.mad else 1.2533 * s.mean_distance end as score
from distances d join spreads s on s.part is not distinct from d.part
where d.distance > $far::double * case when s.mad > 0 then 1.4826 * s.mad else 1.2533 * s.mean_distance end
    and d.distance > 0
order by score desc, d.organisation_id, d.row_id
limit $most::bigint
