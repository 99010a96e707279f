-- The nodes over this database, and what each has of limits that they share. Runs on H2 and PostgreSQL.
-- Whoever reads and writes leases locks this row, so that none takes what another one takes at the same moment.
create table lease_turn (
  id integer not null primary key
);
insert into lease_turn (id) values (1);

-- All times are the database's.
create table relay_node (
  -- of its data folder
  id varchar(40) not null primary key,
  name varchar(255) not null,
  -- how many nodes it knew then, itself among them
  known integer not null,
  seen_at timestamp(3) with time zone not null,
  -- its leases end
  until_at timestamp(3) with time zone not null,
  -- nothing is kept for it any more
  lost_at timestamp(3) with time zone not null
);

create table flow_lease (
  node varchar(40) not null,
  -- with its source
  flow varchar(600) not null,
  -- of 10000 of each rate
  parts integer not null,
  -- at a time
  connections integer not null,
  -- the limit of connections at a time; 0: none
  max_connections integer not null,
  demand bigint not null,
  primary key (node, flow)
);
