-- Which form of a campaign's mail each recipient gets, and what he did with it. Runs on H2 and PostgreSQL.
-- number of the form; 0: the campaign has one mail for all, or nobody knows yet
alter table campaign_mail add column variant smallint default 0 not null;
-- id of the provider whose server answered last; empty: none that is known
alter table campaign_mail add column provider varchar(40) default '' not null;
-- how often, of mail of streams that tell who
alter table campaign_mail add column people_opens integer default 0 not null;
alter table campaign_mail add column machine_opens integer default 0 not null;
alter table campaign_mail add column people_clicks integer default 0 not null;
alter table campaign_mail add column machine_clicks integer default 0 not null;
-- the first time that a person did; when he complained or left
alter table campaign_mail add column opened_at timestamp(3) with time zone;
alter table campaign_mail add column clicked_at timestamp(3) with time zone;
alter table campaign_mail add column complained_at timestamp(3) with time zone;
alter table campaign_mail add column left_at timestamp(3) with time zone;
-- what the tenant's own programs told of him
alter table campaign_mail add column conversions integer default 0 not null;
alter table campaign_mail add column conversion_value double precision default 0 not null;

-- Each conversion that was told, so that it counts once however often it is told.
create table campaign_conversion (
  run bigint not null,
  -- as its teller named it
  conversion varchar(100) not null,
  place bigint not null,
  amount double precision not null,
  happened_at timestamp(3) with time zone not null,
  primary key (run, conversion)
);
create index campaign_conversion_by_place on campaign_conversion (run, place);
