-- TLS reports to other domains (RFC 8460). Runs on H2 and PostgreSQL.
-- Sessions of a day (UTC) that ended alike; of all nodes together, until the day is reported.
create table tls_session (
  day_date date not null,
  -- of the recipients
  domain varchar(255) not null,
  -- hash of what tells them from others of their day and domain
  id varchar(32) not null,
  -- JSON
  policy character varying not null,
  -- JSON; empty: they were as safe as they were to be
  failure varchar(3000) not null,
  sessions bigint not null,
  primary key (day_date, domain, id)
);

-- A report for one address.
create table tls_report (
  id varchar(32) not null primary key,
  day_date date not null,
  domain varchar(255) not null,
  address varchar(500) not null,
  report_id varchar(320) not null,
  -- JSON
  document character varying not null,
  successful bigint not null,
  failed bigint not null,
  state varchar(10) not null,
  tries integer not null,
  created_at timestamp(3) with time zone not null,
  next_at timestamp(3) with time zone not null,
  -- until then a node is at it
  held_until timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  answer varchar(255) not null,
  queue_id varchar(20) not null
);
create index tls_report_by_day on tls_report (day_date, id);
create index tls_report_by_domain on tls_report (domain, day_date);
create index tls_report_by_time on tls_report (state, next_at);
