-- The most frequent values of one column, as texts; `share` is of its filled cells.
found as (
    select c.text, c.number, c.day, c.flag, count(*) as cells, count(distinct c.seq) as organisations
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and not c.wrong
        and c.sheet_id = $sheet::varchar and c.column_id = $column::varchar
    group by c.text, c.number, c.day, c.flag
)
select coalesce(text, number::varchar, day::varchar, case when flag then 'да' else 'нет' end) as value,
    number, cells, organisations, cells / sum(cells) over () as share
from found
order by cells desc, number, value
limit $most::bigint
