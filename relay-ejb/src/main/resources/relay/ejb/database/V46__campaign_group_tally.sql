-- What became of groups of recipients of a campaign whose rows are gone: the report is these and the rows. Runs on H2
-- and PostgreSQL.
create table campaign_group_tally (
  run bigint not null,
  -- variant, provider, bounce or hour
  sort varchar(12) not null,
  -- of a variant its number, of an hour its begin in seconds since 1970
  name varchar(255) not null,
  recipients bigint not null,
  sent bigint not null,
  delivered bigint not null,
  bounced bigint not null,
  complaints bigint not null,
  unsubscribes bigint not null,
  people_opens bigint not null,
  machine_opens bigint not null,
  people_clicks bigint not null,
  machine_clicks bigint not null,
  converted bigint not null,
  conversions bigint not null,
  conversion_value double precision not null,
  primary key (run, sort, name)
);
