-- One row a mail, one a recipient; made from the journal and from nothing else. Runs on H2 and PostgreSQL.
create table message (
  id varchar(20) not null primary key,
  accepted_at timestamp(3) with time zone not null,
  sender varchar(1000) not null,
  sender_key varchar(1000) not null,
  subject varchar(1000) not null,
  message_id varchar(1000) not null,
  size bigint not null,
  lane varchar(40) not null,
  door varchar(1000) not null,
  account varchar(1000) not null,
  updated_at timestamp(3) with time zone not null,
  -- the journal lines of this mail, each ended by a line feed
  story character varying not null,
  story_complete boolean not null
);
create index message_by_sender on message (sender_key, id);

create table recipient (
  message_id varchar(20) not null,
  address varchar(1000) not null,
  address_key varchar(1000) not null,
  domain varchar(1000) not null,
  lane varchar(40) not null,
  state varchar(10) not null,
  updated_at timestamp(3) with time zone not null,
  attempts integer not null,
  hop varchar(1000) not null,
  host varchar(1000) not null,
  status varchar(11) not null,
  reply varchar(1000) not null,
  next_attempt_at timestamp(3) with time zone,
  primary key (message_id, address)
);
create index recipient_by_address on recipient (address_key, message_id);
create index recipient_by_domain on recipient (domain, message_id);
create index recipient_by_state on recipient (state, message_id);

-- How far each node's journal has been read; changes in the same transaction as the rows above.
create table follower (
  node varchar(253) not null primary key,
  place varchar(500) not null
);
