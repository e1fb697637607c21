-- The log of edits is the base; documents, progress and submissions are read from it.
create table log_position ( -- one row: the last sequence number and the moment it was given
    seq bigint not null,
    given_at timestamp not null
);
insert into log_position values (0, timestamp '2000-01-01 00:00:00');
create table batch (
    seq bigint not null, -- in the order of commits
    collection_id bigint not null,
    region text not null,
    organisation_id bigint not null,
    window_id text not null,
    number integer not null, -- 1, 2, 3 … in its window
    base bigint not null, -- the last change this window had seen
    ops text not null, -- JSON
    saved_at timestamp not null,
    account_id bigint not null
);
create index batch_organisation on batch (organisation_id);
create table document ( -- a draft folded up to `seq`
    collection_id bigint not null,
    region text not null,
    organisation_id bigint not null,
    seq bigint not null,
    body text not null, -- JSON of domain.drafts.Draft
    folded_at timestamp not null,
    primary key (collection_id, organisation_id)
);
create table progress ( -- a row appears with the first edit; facts, from which statuses are derived
    collection_id bigint not null,
    region text not null,
    organisation_id bigint not null,
    first_edit_at timestamp not null,
    first_submitted_at timestamp,
    last_submitted_at timestamp,
    submissions integer not null default 0,
    last_edit_at timestamp not null,
    filled integer not null default 0,
    required integer not null default 0,
    errors integer not null default 0,
    warnings integer not null default 0,
    differs integer not null default 0, -- cells in which the draft differs from the last submission
    by_decision boolean not null default false, -- the organiser accepted the draft as the first submission
    projected_seq bigint not null default 0, -- the change up to which the figures are true
    primary key (collection_id, organisation_id)
);
create table submission (
    collection_id bigint not null,
    region text not null,
    organisation_id bigint not null,
    number integer not null, -- 1, 2, 3 … in its organisation
    request_id text not null, -- the same request makes one submission
    seq bigint not null, -- in the order of commits, among the batches
    draft_seq bigint not null, -- the last change it contains
    form_version_id bigint not null,
    submitted_at timestamp not null,
    account_id bigint not null,
    body text not null, -- JSON: draft values, computed ones included
    sha256 text not null,
    code text not null, -- 8 signs by which anyone allowed can compare
    filled integer not null,
    required integer not null,
    explanations text not null, -- JSON
    primary key (collection_id, organisation_id, number)
);
create index submission_code on submission (code);
create index submission_organisation on submission (organisation_id);
create table projection ( -- one row: the projector has looked at every change up to here
    seq bigint not null
);
insert into projection values (0);
create table lease ( -- of several processes one does the work of this name, until then
    name text primary key,
    holder text not null,
    held_until timestamp not null
);
