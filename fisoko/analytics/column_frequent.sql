-- The most frequent values of one column, as texts; `share` is of its filled cells.
found as (
    select coalesce(c.text, c.number::varchar, c.day::varchar, case when c.flag then 'да' else 'нет' end) as value,
        c.number, count(*) as cells, count(distinct c.organisation_id) as organisations
    from cells c
    join chosen s on s.seq = c.seq
    where c.collection_id = $collection::bigint and c.seq <= $seq::bigint and not c.wrong
        and c.sheet_id = $sheet::varchar and c.column_id = $column::varchar
    group by all
)
select value, number, cells, organisations, cells / sum(cells) over () as share
from found
order by cells desc, number, value
limit $most::bigint
