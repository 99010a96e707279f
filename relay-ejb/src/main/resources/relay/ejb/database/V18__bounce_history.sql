-- What failures of an address or domain have come to, by the keyed hash of it within its tenant; names nobody. Runs on
-- H2 and PostgreSQL.
create table bounce_history (
  id varchar(32) not null primary key,
  history varchar(8000) not null,
  changed_at timestamp(3) with time zone not null
);
create index bounce_history_by_age on bounce_history (changed_at);

-- How far each node's journal was read for the rules; changes in the same transaction as what they made of it.
create table suppression_follower (
  node varchar(253) not null primary key,
  place varchar(500) not null
);
