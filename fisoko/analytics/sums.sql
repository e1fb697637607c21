-- What `cells` come to in each submission's columns, subtotals left out: a fortieth of the rows. The server's copy keeps
-- it as a table, filled by the same expression (store/sql/columns.sql); where there is none, as over Parquet, it is this view.
create temp view sums as
select collection_id, seq, sheet_id, column_id, count(*) as filled, count(number) as numbers, fsum(number) as total,
    min(number) as least, max(number) as most, count(*) filter (where flag) as yes
from cells
where not wrong and not subtotal
group by collection_id, seq, sheet_id, column_id
