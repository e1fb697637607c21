-- What a transaction has written, told to other processes when it is committed. PostgreSQL alone.

-- name: tell
select pg_notify('fisoko', word) from unnest(:words::text[]) as word
