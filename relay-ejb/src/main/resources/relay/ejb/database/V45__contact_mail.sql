-- Mails of campaigns and automations that were counted for a cap, one row for each and its contact, under the queue id
-- that a mail keeps however often it is repeated. Runs on H2 and PostgreSQL.
create table contact_mail (
  id bigint generated always as identity not null primary key,
  contact_id bigint not null references contact (id) on delete cascade,
  mail varchar(20) not null,
  sent_at timestamp(3) with time zone not null
);
create unique index contact_mail_by_contact on contact_mail (contact_id, mail);
create index contact_mail_by_time on contact_mail (sent_at, id);
