-- Figures of columns over the last submissions, grouped. `keys` and `joined` come from the table of ways to group.
sizes as (
    select /* group_keys */ count(*) as organisations from chosen s /* group_by */
),
figures as (
    select /* keys */ c.sheet_id, c.column_id, /* figures */
    from /* source */ c
    join chosen s on s.seq = c.seq /* joined */
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint
        and ($sheet::varchar is null or c.sheet_id = $sheet::varchar)
        and ($column::varchar is null or c.column_id = $column::varchar)
    group by all
)
select f.*, f.total / nullif(f.numbers, 0) as mean, z.organisations,
    f.total / nullif(fsum(f.total) filter (where not f.subtotal) over (partition by f.sheet_id, f.column_id), 0) as share
from figures f /* sized */
order by all
