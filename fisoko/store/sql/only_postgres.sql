-- Statements that cannot be alike on both engines.

-- name: add_alone
-- Two processes must not both find that a report is not queued yet.
select pg_advisory_xact_lock(7266)

-- name: keyed_alone
-- Two processes must not both find that nothing of this key is published yet.
select pg_advisory_xact_lock(7267)
