-- How far each source is warmed up for each provider, for all nodes. Runs on H2 and PostgreSQL.
create table warm_up (
  -- of the source that each node has for itself; else empty
  node varchar(255) not null,
  source varchar(40) not null,
  provider varchar(40) not null,
  -- of the plan, from 1
  day_no integer not null,
  -- what the counts are of
  day_date date not null,
  sent bigint not null,
  hour_no integer not null,
  hour_sent bigint not null,
  taken bigint not null,
  deferred bigint not null,
  bounced bigint not null,
  blocked bigint not null,
  complained bigint not null,
  attempts_before bigint not null,
  last_sending date not null,
  began date not null,
  note varchar(255) not null,
  primary key (node, source, provider)
);
