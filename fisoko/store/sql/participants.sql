-- Participants of collections. A row counts from `since` until `until`, the latter excluded.

-- name: at
select o.id as organisation_id, p.region, o.kind, o.name, coalesce(a.login, '') as login
from (
    select organisation_id, max(region) as region from participant
    where collection_id = :id::bigint and since <= :moment::timestamp and (until is null or until > :moment::timestamp)
        and (:all_regions::boolean or region = any(:regions::text[]))
        and (:organisation_id::bigint is null or organisation_id = :organisation_id::bigint)
    group by organisation_id
) p
join organisation o on o.id = p.organisation_id
left join (
    select organisation_id, min(login) as login from account
    where organisation_id is not null and created_at <= :moment::timestamp
    group by organisation_id
) a on a.organisation_id = o.id
order by login, o.id

-- name: number_at
select count(distinct organisation_id) as number from participant
where collection_id = :id::bigint and since <= :moment::timestamp and (until is null or until > :moment::timestamp)
    and (:all_regions::boolean or region = any(:regions::text[]))

-- name: join
insert into participant (collection_id, region, organisation_id, since, until, reason, by_account)
select :id::bigint, g.region, g.organisation_id, :since::timestamp, null, :reason::text, :by_account::bigint
from (
    select unnest(:organisations::bigint[]) as organisation_id, unnest(:regions::text[]) as region
) g
where not exists (
    select 1 from participant p
    where p.collection_id = :id::bigint and p.organisation_id = g.organisation_id and p.until is null
)

-- name: leave
update participant set until = :until::timestamp
where collection_id = :id::bigint and organisation_id = any(:organisations::bigint[]) and until is null
