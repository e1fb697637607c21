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
    wrong boolean not null, -- does not fit its type: `text` is what was typed
    subtotal boolean not null -- worked out from other rows of its column
)

-- name: sums
-- Cells by submission and column, wrong ones and subtotals left out: what most questions need. As analytics/sums.sql.
create table if not exists sums{} (
    collection_id bigint not null,
    seq bigint not null,
    sheet_id varchar not null,
    column_id varchar not null,
    filled bigint not null,
    numbers bigint not null,
    total double,
    least double,
    most double,
    yes bigint not null
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

-- name: add_sums
insert into sums{}
select collection_id, seq, sheet_id, column_id, count(*), count(number), fsum(number), min(number), max(number),
    count(*) filter (where flag)
from new_cells
where not wrong and not subtotal
group by collection_id, seq, sheet_id, column_id
order by seq

-- name: clear_participants
delete from participants

-- name: add_participants
insert into participants select * from new_participants

-- name: drop_submissions
drop table if exists submissions{}

-- name: drop_cells
drop table if exists cells{}

-- name: drop_sums
drop table if exists sums{}

-- name: rename_sums
alter table sums_new rename to sums

-- name: rename_submissions
alter table submissions_new rename to submissions

-- name: rename_cells
alter table cells_new rename to cells
