-- What is published from a folder is found again by its key, and each of its file stores by the folder's own name.
alter table publication add column key text;
alter table store add column folder text;
