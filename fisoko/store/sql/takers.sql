-- Who has taken the files of a store. The acts of an organisation come as one text: a row for each of millions of
-- them would take the server's time from its pages.

-- name: store
select s.title, p.audience, s.publication_id
from store s
join publication p on p.id = s.publication_id
where s.id = :store_id::bigint and s.removed_at is null

-- name: files
select id, name from file
where store_id = :store_id::bigint and first_added_at <= :as_of::timestamp
    and (removed_at is null or removed_at > :as_of::timestamp)
order by position, id

-- name: takers
with meant as (
    select id, region, name from organisation
    where (:all_regions::boolean or region = any(:regions::text[]))
        and (:all_kinds::boolean or kind = any(:kinds::text[]))
        and (:all_logins::boolean or id in (
            select organisation_id from account where login in (select unnest(:logins::text[]))
        ))
), act as (
    select organisation_id, file_id, max(version) as version, min(taken_at) as first_at, max(taken_at) as last_at,
        count(*) as times
    from download
    where file_id = any(:files::bigint[]) and taken_at <= :as_of::timestamp
        and (:everybody::boolean or organisation_id in (select id from meant))
    group by organisation_id, file_id
), taken as (
    select organisation_id, string_agg(
        concat_ws(
            ' ', file_id, version, floor(date_part('epoch', first_at))::bigint,
            floor(date_part('epoch', last_at))::bigint, times
        ), ',' order by file_id
    ) as taken
    from act
    group by organisation_id
)
select coalesce(a.login, '') as login, o.name, o.region, coalesce(t.taken, '') as taken
from meant o
left join account a on a.organisation_id = o.id
left join taken t on t.organisation_id = o.id
order by o.region, login, o.id
