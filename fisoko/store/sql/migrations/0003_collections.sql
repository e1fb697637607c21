-- Forms with their versions; collections with their dated participants and terms.
create sequence form_id;
create table form (
    id bigint primary key,
    key text not null unique,
    title text not null
);
create sequence form_version_id;
create table form_version (
    id bigint primary key,
    form_id bigint not null,
    number integer not null,
    definition text not null, -- JSON of domain.forms.form.Form
    workbook text, -- SHA-256 of the workbook it was read from
    created_at timestamp not null
);
create sequence collection_id;
create table collection (
    id bigint primary key,
    publication_id bigint not null,
    form_version_id bigint not null,
    title text not null,
    opens_at timestamp not null,
    closes_at timestamp not null -- a moment, inclusive
);
create table participant (
    collection_id bigint not null,
    region text not null,
    organisation_id bigint not null,
    since timestamp not null,
    until timestamp,
    reason text not null,
    by_account bigint
);
create index participant_organisation on participant (organisation_id);
create table term ( -- an organisation's own closing time: the latest `since` counts
    collection_id bigint not null,
    organisation_id bigint not null,
    closes_at timestamp not null,
    since timestamp not null,
    reason text not null,
    by_account bigint
);
create index term_organisation on term (organisation_id);
