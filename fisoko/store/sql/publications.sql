-- Sections and publications.

-- name: sections
select id, title from section order by position, id

-- name: one
select id, section_id, title, html, published_at, withdrawn_at, audience, coalesce(acknowledge, false) as acknowledge, key
from publication where id = :id::bigint

-- name: all
select id, section_id, title, html, published_at, withdrawn_at, audience, coalesce(acknowledge, false) as acknowledge, key
from publication order by published_at desc, id desc

-- name: by_key
select id, section_id, title, html, published_at, withdrawn_at, audience, coalesce(acknowledge, false) as acknowledge, key
from publication where key = :key::text
order by withdrawn_at is null desc, id desc limit 1

-- name: keyed_alone
select 1 as alone

-- name: add
insert into publication (id, section_id, title, html, published_at, withdrawn_at, audience, acknowledge, key)
values (
    nextval('publication_id'), :section_id::bigint, :title::text, :html::text, :published_at::timestamp, null,
    :audience::text, :acknowledge::boolean, :key::text
)
returning id

-- name: change
update publication set
    section_id = :section_id::bigint, title = :title::text, html = :html::text,
    published_at = :published_at::timestamp, withdrawn_at = :withdrawn_at::timestamp, audience = :audience::text,
    acknowledge = :acknowledge::boolean, key = :key::text
where id = :id::bigint

-- name: put_text
update publication set html = :html::text where id = :id::bigint

-- name: seen_by
select publication_id from publication_seen where account_id = :account_id::bigint

-- name: note_seen
insert into publication_seen (publication_id, account_id, seen_at)
values (:id::bigint, :account_id::bigint, :at::timestamp)
on conflict (publication_id, account_id) do nothing
