-- How often a contact wants mail at most: 'normal', 'weekly', 'monthly'. Runs on H2 and PostgreSQL.
alter table contact add column frequency varchar(10) default 'normal' not null;

-- Mails that ask contacts to confirm a list, those that are due and those that went. Whose a row is tells a hash of the
-- address, so that the bound for an address holds over contacts that come and go.
create table confirmation (
  id bigint generated always as identity not null primary key,
  tenant varchar(64) not null,
  contact bigint not null,
  list varchar(40) not null,
  subject_hash varchar(64) not null,
  asked_at timestamp(3) with time zone not null,
  -- when it is to be sent, or tried again; null: it was sent or given up
  due_at timestamp(3) with time zone,
  sent_at timestamp(3) with time zone,
  -- of the mail; empty: none yet
  queue_id varchar(40) not null,
  -- why it waits or was given up; empty: nothing
  problem varchar(300) not null
);
create index confirmation_by_due on confirmation (due_at, id);
create index confirmation_by_subject on confirmation (subject_hash, asked_at);
create index confirmation_by_contact on confirmation (contact, id);
create index confirmation_by_age on confirmation (asked_at, id);
