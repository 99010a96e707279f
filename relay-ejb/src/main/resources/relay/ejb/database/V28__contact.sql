-- Whom tenants write to. Values of declared attributes are in the columns t1 to n20: which attribute has which column
-- says contact_slot, for each tenant by itself, so that a condition over attributes reads one row of one table. Runs on
-- H2 and PostgreSQL.
create table contact (
  id bigint generated always as identity not null primary key,
  tenant varchar(64) not null,
  -- as written, and in the one form in which addresses are compared
  address varchar(1000) not null,
  subject varchar(1000) not null,
  domain varchar(255) not null,
  -- empty: not known
  locale varchar(40) not null,
  zone varchar(60) not null,
  -- list and the first letter of the state, blanks around each: ' news:c weekly:u '
  consents character varying not null,
  created_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  version bigint not null,
  t1 varchar(2000), t2 varchar(2000), t3 varchar(2000), t4 varchar(2000), t5 varchar(2000),
  t6 varchar(2000), t7 varchar(2000), t8 varchar(2000), t9 varchar(2000), t10 varchar(2000),
  t11 varchar(2000), t12 varchar(2000), t13 varchar(2000), t14 varchar(2000), t15 varchar(2000),
  t16 varchar(2000), t17 varchar(2000), t18 varchar(2000), t19 varchar(2000), t20 varchar(2000),
  n1 double precision, n2 double precision, n3 double precision, n4 double precision, n5 double precision,
  n6 double precision, n7 double precision, n8 double precision, n9 double precision, n10 double precision,
  n11 double precision, n12 double precision, n13 double precision, n14 double precision, n15 double precision,
  n16 double precision, n17 double precision, n18 double precision, n19 double precision, n20 double precision
);
create unique index contact_by_subject on contact (subject, tenant);
create index contact_by_tenant on contact (tenant, id);

create table contact_slot (
  tenant varchar(64) not null,
  name varchar(40) not null,
  type varchar(10) not null,
  -- t1 to t20, n1 to n20
  slot varchar(3) not null,
  primary key (tenant, name, type)
);
create unique index contact_slot_by_slot on contact_slot (tenant, slot);
-- its row is locked by whoever gives out a slot
create table contact_slot_lock (id integer not null primary key);
insert into contact_slot_lock (id) values (1);

-- Every change of a consent, oldest first by id. Whose it is tells a hash of the address alone, so that it can outlive
-- the contact.
create table consent_proof (
  id bigint generated always as identity not null primary key,
  tenant varchar(64) not null,
  subject_hash varchar(64) not null,
  list varchar(40) not null,
  state varchar(12) not null,
  source varchar(12) not null,
  happened_at timestamp(3) with time zone not null,
  -- empty: not known, or erased
  ip varchar(45) not null,
  wording varchar(200) not null,
  author varchar(300) not null,
  -- when the contact was removed; null while there is one
  ended_at timestamp(3) with time zone
);
create index consent_proof_by_subject on consent_proof (subject_hash, tenant, id);
create index consent_proof_by_end on consent_proof (ended_at, id);
