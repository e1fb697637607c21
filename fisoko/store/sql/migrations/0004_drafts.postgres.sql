-- DuckDB finds both by its zone maps.
create index batch_seq on batch (seq);
create index participant_collection on participant (collection_id, region);
