-- Addresses that are to be forgotten, and how far that is. Address and secret are emptied at the end: what stays
-- proves that it was done, and tells nobody whom it was about. Runs on H2 and PostgreSQL.
create table erasure (
  id varchar(20) not null primary key,
  -- hash of the address
  subject varchar(100) not null,
  actor varchar(300) not null,
  origin varchar(100) not null,
  -- what was on record before is reached
  before_at timestamp(3) with time zone not null,
  address varchar(1000) not null,
  secret varchar(100) not null,
  state varchar(10) not null,
  finished_at timestamp(3) with time zone
);

-- Each store of each node; no node where all share the store.
create table erasure_part (
  erasure varchar(20) not null,
  store varchar(40) not null,
  node varchar(253) not null,
  changed bigint not null,
  place varchar(200) not null,
  finished boolean not null,
  primary key (erasure, store, node)
);
