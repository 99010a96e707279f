-- What each contact was sent and did, in one row of a fixed size, and the links that it clicked; both go with the
-- contact. Runs on H2 and PostgreSQL.
create table contact_behaviour (
  contact_id bigint not null primary key references contact (id) on delete cascade,
  sent_at timestamp(3) with time zone,
  delivered_at timestamp(3) with time zone,
  first_delivered_at timestamp(3) with time zone,
  -- by a person; with the time before, for a visit may turn out to be a machine's
  opened_at timestamp(3) with time zone,
  opened_before timestamp(3) with time zone,
  clicked_at timestamp(3) with time zone,
  clicked_before timestamp(3) with time zone,
  -- mails since the last open or click, and those that were counted so before it
  mails_since integer not null,
  mails_before integer not null,
  -- points, at what they were worth on 2026-01-01
  points double precision not null
);

create table contact_click (
  contact_id bigint not null references contact (id) on delete cascade,
  -- hash of the link without query and fragment
  link_id varchar(32) not null,
  clicked_at timestamp(3) with time zone not null,
  clicked_before timestamp(3) with time zone,
  primary key (contact_id, link_id)
);

-- How far each node has read its journal for it.
create table behaviour_follower (
  node varchar(255) not null primary key,
  place varchar(255) not null
);
