-- Opens and clicks, added up by day, stream, campaign and link; no mail and no recipient is in it.
-- Runs on H2 and PostgreSQL.
create table tracking_count (
  tenant varchar(64) not null,
  stream varchar(64) not null,
  -- empty text: of none
  campaign varchar(64) not null,
  -- UTC
  day_of date not null,
  -- each node adds to rows of its own, so that none waits for another
  node varchar(255) not null,
  is_click boolean not null,
  link_number integer not null,
  -- hash of the link; empty text for opens and for links beyond the bound
  link_id varchar(32) not null,
  link varchar(2000) not null,
  people bigint not null,
  machines bigint not null,
  primary key (tenant, stream, campaign, day_of, node, is_click, link_number, link_id)
);
create index tracking_count_day on tracking_count (day_of);

-- How far each node has read its journal for it.
create table tracking_follower (
  node varchar(255) not null primary key,
  place varchar(255) not null
);
