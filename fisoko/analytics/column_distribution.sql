-- The numbers of columns of one sheet in at most $bins bins of one width; the last bin has its upper end, too. Whole numbers
-- have bins of whole numbers, each as many, with edges between them: others would hold now one of them, now two.
numbers as (
    select c.column_id, c.number
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and c.number is not null and not c.subtotal
        and c.sheet_id = $sheet::varchar and c.column_id = any($columns::varchar[])
),
found as (
    select column_id, min(number) as least, max(number) as most, bool_and(number = floor(number)) as whole
    from numbers
    group by column_id
),
ends as (
    select column_id, most, whole, case when whole then least - 0.5 else least end as least,
        case when whole then ceil((most - least + 1) / $bins::bigint) else (most - least) / $bins::bigint end as width
    from found
),
binned as (
    select n.column_id, count(*) as cells,
        case when e.width > 0 then least(floor((n.number - e.least) / e.width), $bins::bigint - 1) else 0 end as bin
    from numbers n join ends e on e.column_id = n.column_id
    group by n.column_id, bin
),
laid as (
    select b.column_id, e.most, e.whole, e.least + b.bin * e.width as begins, e.least + (b.bin + 1) * e.width as ends, b.cells
    from binned b join ends e on e.column_id = b.column_id
)
select column_id, begins, ends, case when whole then begins + 0.5 else begins end as low,
    case when whole then least(ends - 0.5, most) else ends end as high, cells
from laid
order by column_id, begins
