-- File stores and what is in them.

-- name: stores
select id, publication_id, title, folder from store
where removed_at is null and (:publication_id::bigint is null or publication_id = :publication_id::bigint)
order by publication_id, position, id

-- name: files
select f.id, f.store_id, f.name, f.size, f.blob, f.crc32, f.version, f.organisations_only, f.added_at
from file f
join store s on s.id = f.store_id
where f.removed_at is null and s.removed_at is null
    and (:publication_id::bigint is null or s.publication_id = :publication_id::bigint)
order by f.store_id, f.position, f.id

-- name: add_store
insert into store (id, publication_id, title, position, added_at, removed_at, folder)
select nextval('store_id'), :publication_id::bigint, :title::text, count(*) + 1, :at::timestamp, null, :folder::text
from store where publication_id = :publication_id::bigint
returning id

-- name: last_position
select coalesce(max(position), 0) as position from file where store_id = :store_id::bigint

-- name: take_ids
select nextval('file_id') as id from generate_series(1, :count::bigint) as taken(n)

-- name: add_files
insert into file (id, store_id, position, name, organisations_only, version, blob, size, crc32, added_at,
    first_added_at, removed_at)
select id, :store_id::bigint, position, name, organisations_only, 1, blob, size, crc32, :at::timestamp,
    :at::timestamp, null
from (
    select unnest(:ids::bigint[]) as id, unnest(:positions::integer[]) as position, unnest(:names::text[]) as name,
        unnest(:organisations_only::boolean[]) as organisations_only, unnest(:blobs::text[]) as blob,
        unnest(:sizes::bigint[]) as size, unnest(:crcs::bigint[]) as crc32
) as given

-- name: replace
update file set version = version + 1, name = :name::text, blob = :blob::text, size = :size::bigint,
    crc32 = :crc32::bigint, added_at = :at::timestamp
where id = :id::bigint and removed_at is null
returning version

-- name: remove_file
update file set removed_at = :at::timestamp where id = :id::bigint and removed_at is null returning id

-- name: remove_store
update store set removed_at = :at::timestamp where id = :id::bigint and removed_at is null returning id

-- name: mark
update file set organisations_only = :organisations_only::boolean where id = :id::bigint and removed_at is null
returning id

-- name: entitle
update store set title = :title::text where id = :id::bigint and removed_at is null returning id

-- name: arrange_files
update file set position = given.position
from (select unnest(:ids::bigint[]) as id, unnest(:positions::integer[]) as position) as given
where file.id = given.id

-- name: arrange_stores
update store set position = given.position
from (select unnest(:ids::bigint[]) as id, unnest(:positions::integer[]) as position) as given
where store.id = given.id
