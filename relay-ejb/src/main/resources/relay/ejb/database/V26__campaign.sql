-- Who gets a campaign, and what became of each. No address is in here: a row names a contact by its number, and means
-- nothing once that is gone. Runs on H2 and PostgreSQL.
create table campaign_run (
  id bigint generated always as identity not null primary key,
  tenant varchar(64) not null,
  campaign varchar(64) not null,
  -- with the number and the place the queue id of each mail
  started_at timestamp(3) with time zone not null,
  -- null until the audience is complete
  recipients bigint
);
create unique index campaign_run_by_start on campaign_run (tenant, campaign, started_at);

create table campaign_mail (
  run bigint not null,
  -- 1, 2, 3 ... in the order of the contacts
  place bigint not null,
  contact bigint not null,
  -- 1; campaigns of several steps count on
  step smallint not null,
  state varchar(12) not null,
  -- class of a bounce, why skipped; empty for none
  reason varchar(40) not null,
  changed_at timestamp(3) with time zone not null,
  complained boolean not null,
  unsubscribed boolean not null,
  primary key (run, place)
);
create unique index campaign_mail_by_contact on campaign_mail (run, contact, step);
create index campaign_mail_by_state on campaign_mail (run, state, place);

-- Up to where each node's journal is in the ledger.
create table campaign_follower (
  node varchar(255) not null primary key,
  place varchar(40) not null
);
