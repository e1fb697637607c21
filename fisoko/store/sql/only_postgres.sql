-- Statements that cannot be alike on both engines.

-- name: add_alone
-- Two processes must not both find that a report is not queued yet.
select pg_advisory_xact_lock(7266)
