-- When a contact confirmed a list last: so long it counts as active, whatever it opened and clicked. Null: before this
-- was kept, or never. Runs on H2 and PostgreSQL.
alter table contact add column affirmed_at timestamp(3) with time zone;
