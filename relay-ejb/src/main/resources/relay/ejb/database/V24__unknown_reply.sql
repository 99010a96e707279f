-- Replies that no rule knew, counted by week and by what they have in common. Runs on H2 and PostgreSQL.
create table unknown_reply (
  -- its Monday, UTC
  week_of date not null,
  -- hash of what tells it from others of its week
  id varchar(32) not null,
  reply varchar(255) not null,
  provider varchar(40) not null,
  host varchar(255) not null,
  permanent boolean not null,
  seen bigint not null,
  first_at timestamp(3) with time zone not null,
  last_at timestamp(3) with time zone not null,
  primary key (week_of, id)
);
