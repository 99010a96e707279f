-- What operators make and change at run time. Every change raises the one revision, whose row is locked by whoever
-- changes something, so changes are made one after the other on all nodes. Runs on H2 and PostgreSQL.
create table control_version (
  id integer not null primary key,
  revision bigint not null
);
insert into control_version (id, revision) values (1, 0);

create table control_object (
  kind varchar(40) not null,
  tenant varchar(64) not null,
  id varchar(300) not null,
  -- of this object, for ETag
  version bigint not null,
  -- of all objects, when this one was changed last
  revision bigint not null,
  changed_at timestamp(3) with time zone not null,
  -- JSON; null once the object was deleted
  document character varying,
  primary key (kind, tenant, id)
);
create index control_object_by_revision on control_object (revision);

-- Who did what; each row's hash covers the row before it.
create table audit (
  entry bigint not null primary key,
  happened_at timestamp(3) with time zone not null,
  actor varchar(300) not null,
  origin varchar(100) not null,
  action varchar(60) not null,
  tenant varchar(64) not null,
  subject varchar(500) not null,
  before_text character varying not null,
  after_text character varying not null,
  hash varchar(64) not null
);
create index audit_by_tenant on audit (tenant, entry);
create index audit_by_subject on audit (subject, entry);

create table audit_head (
  id integer not null primary key,
  entry bigint not null,
  hash varchar(64) not null
);
insert into audit_head (id, entry, hash) values (1, 0, '');
