-- What became of recipients of a campaign whose rows are gone: the report is these and the rows. Runs on H2 and
-- PostgreSQL.
create table campaign_tally (
  run bigint not null,
  state varchar(12) not null,
  reason varchar(40) not null,
  recipients bigint not null,
  complaints bigint not null,
  unsubscribes bigint not null,
  primary key (run, state, reason)
);
