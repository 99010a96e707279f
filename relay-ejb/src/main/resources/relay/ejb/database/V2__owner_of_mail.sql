-- Whose mail it is. Rows of earlier versions belong to the tenant default; the lane stands for their stream.
alter table message add column tenant varchar(64) default 'default' not null;
alter table message add column stream varchar(64) default '' not null;
alter table message add column credential varchar(200) default '' not null;
create index message_by_tenant on message (tenant, id);
