-- How full the last submissions are, by groups; participants without one are counted, too.
whole as (
    select p.organisation_id, /* keys */ c.filled, c.required, c.seq
    from present p left join chosen c on c.organisation_id = p.organisation_id
)
select /* names */ count(*) as participants, count(seq) as submitted,
    coalesce(sum(filled), 0)::bigint as filled, coalesce(sum(required), 0)::bigint as required,
    coalesce(sum(filled), 0) / nullif(sum(required), 0) as share,
    count(*) filter (where seq is not null and filled >= required) as whole,
    count(*) filter (where seq is not null and filled = 0 and required > 0) as empty
from whole
group by all
order by all
