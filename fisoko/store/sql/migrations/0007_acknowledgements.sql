-- A publication may ask those it is meant for to say that they have read it.
alter table publication add column acknowledge boolean default false;
create table acknowledgement (
    publication_id bigint not null,
    account_id bigint not null,
    organisation_id bigint not null,
    acknowledged_at timestamp not null,
    primary key (publication_id, account_id)
);
