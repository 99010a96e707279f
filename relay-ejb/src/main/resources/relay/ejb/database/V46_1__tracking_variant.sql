-- Opens and clicks are added up by the form of a campaign's mail, too. The key has to know it, and there is no way to
-- change a key that both H2 and PostgreSQL understand: the table is made anew.
create table tracking_visits (
  tenant varchar(64) not null,
  stream varchar(64) not null,
  -- empty text: of none
  campaign varchar(64) not null,
  -- empty text: the campaign has one mail for all
  variant varchar(64) default '' not null,
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
  primary key (tenant, stream, campaign, variant, day_of, node, is_click, link_number, link_id)
);
insert into tracking_visits (tenant, stream, campaign, day_of, node, is_click, link_number, link_id, link, people,
  machines)
  select tenant, stream, campaign, day_of, node, is_click, link_number, link_id, link, people, machines
  from tracking_count;
drop table tracking_count;
alter table tracking_visits rename to tracking_count;
create index tracking_count_of_day on tracking_count (day_of);
