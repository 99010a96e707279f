-- DMARC and TLS reports of other servers about domains of ours. Runs on H2 and PostgreSQL.
create table received_report (
  -- made of what tells reports apart: the same report is not kept twice
  id varchar(32) not null primary key,
  tenant varchar(64) not null,
  kind varchar(8) not null,
  domain varchar(255) not null,
  organization varchar(255) not null,
  contact varchar(255) not null,
  report_id varchar(255) not null,
  -- the first day it is about, UTC
  first_day date not null,
  begin_at timestamp(3) with time zone not null,
  end_at timestamp(3) with time zone not null,
  received_at timestamp(3) with time zone not null,
  source varchar(10) not null,
  proven_by varchar(255) not null,
  policy varchar(255) not null,
  total bigint not null,
  passed bigint not null,
  -- how many rows it has below
  row_count integer not null
);
create index received_report_by_tenant on received_report (tenant, first_day, id);
create index received_report_by_day on received_report (first_day);

-- DMARC: mails from one address that had the same fate.
create table report_source (
  report varchar(32) not null,
  line integer not null,
  address varchar(45) not null,
  mails bigint not null,
  dkim boolean not null,
  spf boolean not null,
  disposition varchar(40) not null,
  from_domain varchar(255) not null,
  sender_domain varchar(255) not null,
  sent_for varchar(255) not null,
  signed_by varchar(255) not null,
  primary key (report, line)
);

-- TLS: sessions that ended alike.
create table report_session (
  report varchar(32) not null,
  line integer not null,
  policy varchar(40) not null,
  result varchar(40) not null,
  sender varchar(255) not null,
  receiver varchar(255) not null,
  more varchar(255) not null,
  sessions bigint not null,
  primary key (report, line)
);
