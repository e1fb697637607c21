-- Which errors a draft has, as the projector found them: JSON of domain.faults, null where there are none.
alter table progress add column faults text;
