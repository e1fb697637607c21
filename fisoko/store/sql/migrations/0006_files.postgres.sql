-- DuckDB finds them by its zone maps: files are taken in the weeks after they were published.
create index download_file on download (file_id, organisation_id);
