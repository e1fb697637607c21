-- Columns of one sheet: how much of each is filled, and its quantiles.
wanted as (
    select unnest($columns::varchar[]) as column_id
),
mine as (
    select c.*
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and not c.subtotal
        and c.sheet_id = $sheet::varchar and c.column_id = any($columns::varchar[])
)
select w.column_id, count(m.seq) as filled, count(distinct m.seq) as organisations,
    (select count(*) from chosen) as submitted, (select count(*) from present) as participants,
    count(*) filter (where m.wrong) as wrong, count(m.number) as numbers,
    count(m.text) filter (where not m.wrong) as texts, count(m.day) as days, count(m.flag) as flags,
    count(*) filter (where m.flag) as yes,
    count(distinct m.number) + count(distinct m.text) + count(distinct m.day) + count(distinct m.flag) as different,
    fsum(m.number) as total, avg(m.number) as mean, stddev_samp(m.number) as deviation,
    min(m.number) as least, quantile_cont(m.number, 0.05) as q05, quantile_cont(m.number, 0.25) as q25,
    quantile_cont(m.number, 0.5) as median, quantile_cont(m.number, 0.75) as q75,
    quantile_cont(m.number, 0.95) as q95, max(m.number) as most, min(m.day) as first_day, max(m.day) as last_day
from wanted w
left join mine m on m.column_id = w.column_id
group by w.column_id
