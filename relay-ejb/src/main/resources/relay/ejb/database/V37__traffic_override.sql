-- What nodes restricted by themselves, for flows that they share; times are the database's. Runs on H2 and PostgreSQL.
create table traffic_override (
  -- that found it; with -before of its life before a restart
  node varchar(60) not null,
  id varchar(60) not null,
  -- with its source
  flow varchar(600) not null,
  kind varchar(30) not null,
  -- recipients a minute, or connections, of all nodes together; 0: of a pause
  amount bigint not null,
  rule_id varchar(200) not null,
  -- sample replies, one a line
  evidence varchar(1000) not null,
  replies integer not null,
  began_at timestamp(3) with time zone not null,
  until_at timestamp(3) with time zone not null,
  -- by hand, on another node
  ended boolean not null,
  primary key (node, id)
);
