-- The most frequent values of columns of one sheet, as texts; `share` is of the column's filled cells.
found as (
    select c.column_id, c.text, c.number, c.day, c.flag, count(*) as cells, count(distinct c.seq) as organisations
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and not c.wrong and not c.subtotal
        and c.sheet_id = $sheet::varchar and c.column_id = any($columns::varchar[])
    group by c.column_id, c.text, c.number, c.day, c.flag
),
named as (
    select column_id, coalesce(text, number::varchar, day::varchar, case when flag then 'да' else 'нет' end) as value,
        number, cells, organisations, cells / sum(cells) over (partition by column_id) as share
    from found
)
select column_id, value, number, cells, organisations, share
from named
qualify row_number() over (partition by column_id order by cells desc, number, value) <= $most::bigint
order by column_id, cells desc, number, value
