-- Files of contacts that are or were read. How far one has got stands in the same transaction as its contacts. Runs on
-- H2 and PostgreSQL.
create table contact_import (
  id bigint generated always as identity not null primary key,
  tenant varchar(64) not null,
  -- waiting, running, done, stopped, failed
  state varchar(10) not null,
  -- that has the file, and what it is called there
  node varchar(255) not null,
  file_name varchar(80) not null,
  -- what to do, as JSON
  instruction character varying not null,
  size bigint not null,
  -- octets whose rows are kept, and the line of the file there
  position bigint not null,
  line bigint not null,
  -- what came of the rows, as JSON
  counts varchar(2000) not null,
  told bigint not null,
  author varchar(300) not null,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  problem varchar(500) not null
);
create index contact_import_by_tenant on contact_import (tenant, id);
create index contact_import_by_end on contact_import (ended_at, id);

-- What is to be told of rows; names no address.
create table contact_import_report (
  import_id bigint not null,
  number bigint not null,
  line bigint not null,
  kind varchar(12) not null,
  column_name varchar(60) not null,
  what varchar(300) not null,
  primary key (import_id, number)
);

-- Where a consent was given, for people; empty: not told.
alter table consent_proof add column origin varchar(200) default '' not null;
