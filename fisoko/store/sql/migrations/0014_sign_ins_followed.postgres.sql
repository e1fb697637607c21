-- Processes follow each other's sign-ins every second: what was begun or ended since the last look, of months of them.
create index sign_in_started on sign_in (started_at);
create index sign_in_ended on sign_in (ended_at) where ended_at is not null;
