-- Sections and publications.

-- name: sections
select id, title from section order by position, id

-- name: one
select id, section_id, title, html, published_at, withdrawn_at, audience, coalesce(acknowledge, false) as acknowledge
from publication where id = :id::bigint

-- name: all
select id, section_id, title, html, published_at, withdrawn_at, audience, coalesce(acknowledge, false) as acknowledge
from publication order by published_at desc, id desc

-- name: add
insert into publication (id, section_id, title, html, published_at, withdrawn_at, audience, acknowledge)
values (
    nextval('publication_id'), :section_id::bigint, :title::text, :html::text, :published_at::timestamp, null,
    :audience::text, :acknowledge::boolean
)
returning id

-- name: change
update publication set
    section_id = :section_id::bigint, title = :title::text, html = :html::text,
    published_at = :published_at::timestamp, withdrawn_at = :withdrawn_at::timestamp, audience = :audience::text,
    acknowledge = :acknowledge::boolean
where id = :id::bigint

-- name: seen_by
select publication_id from publication_seen where account_id = :account_id::bigint

-- name: note_seen
insert into publication_seen (publication_id, account_id, seen_at)
values (:id::bigint, :account_id::bigint, :at::timestamp)
on conflict (publication_id, account_id) do nothing
