-- The numbers of one column in $bins bins of one width; the last bin has its upper end, too.
numbers as (
    select c.number
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and c.number is not null
        and c.sheet_id = $sheet::varchar and c.column_id = $column::varchar
),
ends as (
    select min(number) as least, (max(number) - min(number)) / $bins::bigint as width from numbers
),
binned as (
    select case when width > 0 then least(floor((number - least) / width), $bins::bigint - 1) else 0 end as bin,
        count(*) as cells
    from numbers, ends
    group by bin
)
select least + bin * width as begins, least + (bin + 1) * width as ends, cells
from binned, ends
order by bin
