-- What came back of the mails of automations, for their guards: by day, node and since when the automation was active
-- then. No address is in it. Runs on H2 and PostgreSQL.
create table automation_figure (
  tenant varchar(64) not null,
  automation varchar(64) not null,
  since timestamp(3) with time zone not null,
  day_of date not null,
  node varchar(255) not null,
  delivered bigint not null,
  refused bigint not null,
  expired bigint not null,
  complaints bigint not null,
  unsubscribes bigint not null,
  primary key (tenant, automation, since, day_of, node)
);
create index automation_figure_by_day on automation_figure (day_of);
