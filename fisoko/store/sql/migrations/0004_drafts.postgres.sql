-- DuckDB finds a range of sequence numbers by its zone maps.
create index batch_seq on batch (seq);
