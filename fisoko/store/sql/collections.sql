-- Collections and terms. An organisation's own term: the latest `since` counts.

-- name: one
select id, publication_id, form_version_id, title, opens_at, closes_at from collection where id = :id::bigint

-- name: of_publications
select id, publication_id, form_version_id, title, opens_at, closes_at
from collection where publication_id = any(:publications::bigint[]) order by id

-- name: for_organisation
select c.id, c.publication_id, c.form_version_id, c.title, c.opens_at, c.closes_at,
    (
        select max(p.region) from participant p
        where p.organisation_id = :organisation_id::bigint and p.collection_id = :id::bigint
            and p.since <= :now::timestamp and (p.until is null or p.until > :now::timestamp)
    ) as region,
    (
        select t.closes_at from term t
        where t.organisation_id = :organisation_id::bigint and t.collection_id = :id::bigint
            and t.since <= :now::timestamp
        order by t.since desc, t.closes_at desc limit 1
    ) as own_term
from collection c where c.id = :id::bigint

-- name: of_organisation
select c.id, c.publication_id, c.form_version_id, c.title, c.opens_at, c.closes_at, p.region, t.own_term
from (
    select collection_id, max(region) as region from participant
    where organisation_id = :organisation_id::bigint
        and since <= :now::timestamp and (until is null or until > :now::timestamp)
    group by collection_id
) p
join collection c on c.id = p.collection_id
left join (
    select distinct on (collection_id) collection_id, closes_at as own_term from term
    where organisation_id = :organisation_id::bigint and since <= :now::timestamp
    order by collection_id, since desc, closes_at desc
) t on t.collection_id = c.id
where c.publication_id = any(:publications::bigint[])
order by c.id

-- name: add
insert into collection (id, publication_id, form_version_id, title, opens_at, closes_at)
values (
    nextval('collection_id'), :publication_id::bigint, :form_version_id::bigint, :title::text,
    :opens_at::timestamp, :closes_at::timestamp
)
returning id

-- name: change
update collection set
    form_version_id = :form_version_id::bigint, title = :title::text,
    opens_at = :opens_at::timestamp, closes_at = :closes_at::timestamp
where id = :id::bigint

-- name: own_terms
select distinct organisation_id from term where collection_id = :id::bigint

-- name: set_terms
insert into term (collection_id, organisation_id, closes_at, since, reason, by_account)
select
    :id::bigint, unnest(:organisations::bigint[]), :closes_at::timestamp, :since::timestamp,
    :reason::text, :by_account::bigint
