-- The analytical copy follows submissions by their number; DuckDB finds them by its zone maps.
create index submission_seq on submission (seq);
