-- Figures of columns over the last submissions, grouped. `keys` and `joined` come from the table of ways to group.
sizes as (
    select /* group_keys */ count(*) as organisations from chosen s /* group_by */
),
figures as (
    select /* keys */ c.sheet_id, c.column_id, count(*) as filled, count(c.number) as numbers,
        fsum(c.number) as total, avg(c.number) as mean, min(c.number) as least, max(c.number) as most,
        count(*) filter (where c.flag) as yes
    from cells c
    join chosen s on s.seq = c.seq /* joined */
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and not c.wrong
        and ($sheet::varchar is null or c.sheet_id = $sheet::varchar)
        and ($column::varchar is null or c.column_id = $column::varchar)
    group by all
)
select f.*, /* size */ as organisations,
    f.total / nullif(fsum(f.total) over (partition by f.sheet_id, f.column_id), 0) as share
from figures f /* sized */
order by all
