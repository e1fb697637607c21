-- Who has said to have read a publication. The list is of organisations, each by its login.

-- name: add
insert into acknowledgement (publication_id, account_id, organisation_id, acknowledged_at)
values (:publication_id::bigint, :account_id::bigint, :organisation_id::bigint, :at::timestamp)
on conflict (publication_id, account_id) do nothing

-- name: of_account
select publication_id, acknowledged_at from acknowledgement where account_id = :account_id::bigint

-- name: given
select a.publication_id, o.region, o.kind, count(distinct a.organisation_id) as number
from acknowledgement a
join organisation o on o.id = a.organisation_id
where a.publication_id = any(:publications::bigint[])
    and (:all_regions::boolean or o.region = any(:regions::text[]))
group by a.publication_id, o.region, o.kind

-- name: organisations
select region, kind, count(*) as number from organisation
where :all_regions::boolean or region = any(:regions::text[])
group by region, kind

-- name: list
with given as (
    select organisation_id, min(acknowledged_at) as acknowledged_at from acknowledgement
    where publication_id = :publication_id::bigint
    group by organisation_id
)
select coalesce(a.login, '') as login, o.name, o.region, coalesce(r.name, o.region) as region_name, g.acknowledged_at
from organisation o
left join account a on a.organisation_id = o.id
left join region r on r.code = o.region
left join given g on g.organisation_id = o.id
where (:all_regions::boolean or o.region = any(:regions::text[]))
    and (:all_kinds::boolean or o.kind = any(:kinds::text[]))
    and (:all_logins::boolean or a.login in (select unnest(:logins::text[])))
    and (:state = '' or :state = 'given' and g.acknowledged_at is not null
        or :state = 'missing' and g.acknowledged_at is null)
    and (:pattern = '' or /* found */)
order by o.region, login, o.id
limit :size offset :skip

-- name: list_count
with given as (
    select distinct organisation_id from acknowledgement where publication_id = :publication_id::bigint
)
select count(*) as number
from organisation o
left join account a on a.organisation_id = o.id
left join given g on g.organisation_id = o.id
where (:all_regions::boolean or o.region = any(:regions::text[]))
    and (:all_kinds::boolean or o.kind = any(:kinds::text[]))
    and (:all_logins::boolean or a.login in (select unnest(:logins::text[])))
    and (:state = '' or :state = 'given' and g.organisation_id is not null
        or :state = 'missing' and g.organisation_id is null)
    and (:pattern = '' or /* found */)
