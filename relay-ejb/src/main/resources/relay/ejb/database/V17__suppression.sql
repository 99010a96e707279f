-- Whom no mail goes to. Every change raises the one revision, whose row is locked by whoever changes something: so a
-- node that has read up to a revision has all of it. Runs on H2 and PostgreSQL.
create table suppression_version (
  id integer not null primary key,
  revision bigint not null,
  -- up to here rows of entries that were taken out may be missing: who has read less reads everything
  purged bigint not null,
  -- 32 hexadecimal digits, drawn by the first node; the name of each entry depends on it
  hash_key varchar(32) not null
);
insert into suppression_version (id, revision, purged, hash_key) values (1, 0, 0, '');

create table suppression (
  -- keyed hash of subject and scope
  id varchar(32) not null primary key,
  -- address or domain; empty once the address was erased
  subject varchar(1000) not null,
  domain varchar(255) not null,
  -- empty: everybody's mail
  tenant varchar(64) not null,
  -- empty: all streams, *bulk: those of lane bulk
  stream varchar(64) not null,
  reason varchar(20) not null,
  reply_class varchar(40) not null,
  provider varchar(60) not null,
  event varchar(40) not null,
  evidence varchar(1000) not null,
  author varchar(300) not null,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone,
  changed_at timestamp(3) with time zone not null,
  revision bigint not null,
  -- taken out; the row stays until all nodes have seen it
  gone boolean not null
);
create index suppression_by_revision on suppression (revision, id);
create index suppression_by_subject on suppression (subject);
