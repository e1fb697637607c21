-- A report that one of several processes builds: when that process last said that it still does.
alter table report add column seen_at timestamp;
