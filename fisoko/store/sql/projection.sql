-- How far the projector has looked, and which process projects.

-- name: cursor
select seq from projection

-- name: move_cursor
update projection set seq = :seq::bigint where seq = :known::bigint and seq < :seq::bigint

-- name: rewind
-- Before every number, so that a reader who has begun with the first sees it, too.
update projection set seq = -1

-- name: lease
select holder, held_until from lease where name = :name

-- name: take_lease
insert into lease (name, holder, held_until) values (:name, :holder, :held_until)
on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
where lease.holder = excluded.holder or lease.held_until < :now

-- name: release_lease
delete from lease where name = :name and holder = :holder
