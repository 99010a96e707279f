-- The campaign that a mail belongs to; empty for mail of none. Runs on H2 and PostgreSQL.
alter table message add column campaign varchar(64) default '' not null;
create index message_by_campaign on message (campaign, id);
