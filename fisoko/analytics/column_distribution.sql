-- The numbers of columns of one sheet, each in $bins bins of one width; the last bin has its upper end, too.
numbers as (
    select c.column_id, c.number
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and c.number is not null and not c.subtotal
        and c.sheet_id = $sheet::varchar and c.column_id = any($columns::varchar[])
),
ends as (
    select column_id, min(number) as least, (max(number) - min(number)) / $bins::bigint as width
    from numbers
    group by column_id
),
binned as (
    select n.column_id, count(*) as cells,
        case when e.width > 0 then least(floor((n.number - e.least) / e.width), $bins::bigint - 1) else 0 end as bin
    from numbers n join ends e on e.column_id = n.column_id
    group by n.column_id, bin
)
select b.column_id, e.least + b.bin * e.width as begins, e.least + (b.bin + 1) * e.width as ends, b.cells
from binned b join ends e on e.column_id = b.column_id
order by b.column_id, b.bin
