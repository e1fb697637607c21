-- One column: how much of it is filled, and its quantiles.
mine as (
    select c.*
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint
        and c.sheet_id = $sheet::varchar and c.column_id = $column::varchar
)
select count(*) as filled, count(distinct seq) as organisations,
    (select count(*) from chosen) as submitted, (select count(*) from present) as participants,
    count(*) filter (where wrong) as wrong, count(number) as numbers, count(text) filter (where not wrong) as texts,
    count(day) as days, count(flag) as flags, count(*) filter (where flag) as yes,
    count(distinct number) + count(distinct text) + count(distinct day) + count(distinct flag) as different,
    fsum(number) as total, avg(number) as mean, stddev_samp(number) as deviation,
    min(number) as least, quantile_cont(number, 0.05) as q05, quantile_cont(number, 0.25) as q25,
    quantile_cont(number, 0.5) as median, quantile_cont(number, 0.75) as q75, quantile_cont(number, 0.95) as q95,
    max(number) as most, min(day) as first_day, max(day) as last_day
from mine
