-- Numbers far from the median of their row in their column, by the median of distances (MAD), the farthest first.
-- Where more than half are alike the MAD is 0 and the mean distance takes its place (Iglewicz and Hoaglin, 1993).
mine as (
    select s.organisation_id, s.region, s.kind, s.login, s.name, c.column_id, c.row_id, c.number, /* row */ as part
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and c.number is not null and not c.subtotal
        and c.sheet_id = $sheet::varchar and c.column_id = any($columns::varchar[])
),
medians as (
    select column_id, part, median(number) as middle from mine group by column_id, part
),
distances as (
    select m.*, d.middle, abs(m.number - d.middle) as distance
    from mine m join medians d on d.column_id = m.column_id and d.part is not distinct from m.part
),
spreads as (
    select column_id, part, median(distance) as mad, avg(distance) as mean_distance
    from distances
    group by column_id, part
),
far as (
    select d.*, d.distance / case when s.mad > 0 then 1.4826 * s.mad else 1.2533 * s.mean_distance end as score
    from distances d join spreads s on s.column_id = d.column_id and s.part is not distinct from d.part
    where d.distance > 0
        and d.distance > $far::double * case when s.mad > 0 then 1.4826 * s.mad else 1.2533 * s.mean_distance end
)
select column_id, organisation_id, region, kind, login, name, row_id, number, middle as median, score
from far
qualify row_number() over (partition by column_id order by score desc, organisation_id, row_id) <= $most::bigint
order by column_id, score desc, organisation_id, row_id
