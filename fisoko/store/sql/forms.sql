-- Forms and their versions.

-- name: version
select v.id, v.form_id, f.key, v.number, v.definition, v.workbook
from form_version v join form f on f.id = v.form_id where v.id = :id::bigint

-- name: latest
select v.id from form_version v join form f on f.id = v.form_id
where f.key = :key::text order by v.number desc limit 1

-- name: before
select earlier.id
from form_version v join form_version earlier on earlier.form_id = v.form_id and earlier.number < v.number
where v.id = :id::bigint
order by earlier.number desc

-- name: all
select f.id, f.key, f.title, v.id as version_id, v.number, v.created_at
from form f
join (
    select distinct on (form_id) form_id, id, number, created_at from form_version order by form_id, number desc
) v on v.form_id = f.id
order by f.title, f.id

-- name: form_by_key
select id from form where key = :key::text

-- name: add_form
insert into form (id, key, title) values (nextval('form_id'), :key::text, :title::text) returning id

-- name: retitle
update form set title = :title::text where key = :key::text and title <> :title::text

-- name: add_version
insert into form_version (id, form_id, number, definition, workbook, created_at)
select nextval('form_version_id'), :form_id::bigint, coalesce(max(number), 0) + 1, :definition::text,
    :workbook::text, :created_at::timestamp
from form_version where form_id = :form_id::bigint
returning id
