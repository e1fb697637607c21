-- When the sequence number of a submission was given. It counts for its term from the moment its request came, but what
-- stood at a moment is answered by commits: nobody may appear in it later.
create table given (
    seq bigint not null,
    given_at timestamp not null -- never before that of a smaller number
);
insert into given select seq, max(submitted_at) over (order by seq) from submission;
create index given_moment on given (given_at);
