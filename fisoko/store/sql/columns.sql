-- The analytical copy: a DuckDB of its own on both engines. `{}` is '' or '_new', while it is rebuilt.

-- name: made
create table if not exists made (version integer not null)

-- name: version
select max(version) as version from made

-- name: stamp
insert into made values (:version)

-- name: submissions
create table if not exists submissions{} (
    collection_id bigint not null,
    seq bigint not null, -- of its commit, unique
    organisation_id bigint not null,
    region varchar not null,
    number integer not null, -- 1, 2, 3 … in its organisation
    form_version_id bigint not null,
    submitted_at timestamp not null, -- UTC
    filled integer not null,
    required integer not null,
    sha256 varchar not null
)

-- name: cells
create table if not exists cells{} (
    collection_id bigint not null,
    seq bigint not null, -- of the submission
    organisation_id bigint not null,
    region varchar not null,
    kind varchar not null, -- sch, spo
    sheet_id varchar not null,
    row_id varchar not null,
    column_id varchar not null,
    number double,
    text varchar,
    day date,
    flag boolean,
    wrong boolean not null -- does not fit its type: `text` is what was typed
)

-- name: participants
create table if not exists participants (
    collection_id bigint not null,
    organisation_id bigint not null,
    region varchar not null,
    kind varchar not null,
    login varchar not null,
    name varchar not null,
    since timestamp not null, -- UTC
    until timestamp -- excluded
)

-- name: position
select seq, sha256 from submissions{} order by seq desc limit 1

-- name: last_of
select coalesce(max(seq), 0) as seq from submissions where collection_id = :collection_id

-- name: count
select count(*) as number from submissions{}

-- name: add_submissions
insert into submissions{} select * from new_submissions

-- name: add_cells
insert into cells{} select * from new_cells

-- name: clear_participants
delete from participants

-- name: add_participants
insert into participants select * from new_participants

-- name: drop_submissions
drop table if exists submissions{}

-- name: drop_cells
drop table if exists cells{}

-- name: rename_submissions
alter table submissions_new rename to submissions

-- name: rename_cells
alter table cells_new rename to cells
