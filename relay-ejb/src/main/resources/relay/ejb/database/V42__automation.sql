-- Contacts inside automations. Rows go with their contacts, so that removal and erasure of a contact leave nothing
-- here. Runs on H2 and PostgreSQL.
create table automation_run (
  id bigint generated always as identity not null primary key,
  tenant varchar(64) not null,
  automation varchar(64) not null,
  started_at timestamp(3) with time zone not null,
  -- how far the look for what sets it off has come; empty before the first
  place varchar(200) not null
);
create unique index automation_run_by_start on automation_run (tenant, automation, started_at);

-- Steps as they were when contacts came in, so that a change is for those who come later.
create table automation_plan (
  run bigint not null,
  number integer not null,
  digest varchar(64) not null,
  steps character varying not null,
  primary key (run, number)
);
create unique index automation_plan_by_digest on automation_plan (run, digest);

create table automation_entry (
  id bigint generated always as identity not null primary key,
  run bigint not null,
  plan integer not null,
  contact bigint not null references contact (id) on delete cascade,
  -- by what it came in: the same lets a contact in once
  cause varchar(160) not null,
  entered_at timestamp(3) with time zone not null,
  -- of the step that is next, from 0
  place smallint not null,
  -- its mail may be in the lane: the holder alone goes on
  sending boolean not null,
  state varchar(12) not null,
  -- null when it ended
  due_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  -- node that took it on; empty: nobody
  holder varchar(255) not null,
  held_until timestamp(3) with time zone not null,
  -- what the event told, as JSON
  data character varying not null,
  -- never comes in again, so the row stays
  once boolean not null
);
create unique index automation_entry_by_cause on automation_entry (run, contact, cause);
create index automation_entry_by_contact on automation_entry (contact);
create index automation_entry_by_due on automation_entry (due_at, id);
create index automation_entry_by_end on automation_entry (run, ended_at);

create table automation_step (
  entry bigint not null references automation_entry (id) on delete cascade,
  place smallint not null,
  name varchar(64) not null,
  happened_at timestamp(3) with time zone not null,
  what varchar(12) not null,
  detail varchar(300) not null,
  primary key (entry, place)
);

-- Up to where each node's journal was looked at for opens, clicks and deliveries.
create table automation_follower (
  node varchar(255) not null primary key,
  place varchar(40) not null
);

-- Who joined a list is found by when the contact was changed.
create index contact_by_change on contact (tenant, changed_at, id);
