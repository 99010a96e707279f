-- In which scopes the list has or had entries: all entries about a subject are found by their names, one for each
-- scope. An index over subjects did the same and was most of the time of an import, for its pages lie in another order
-- than those of the names. Runs on H2 and PostgreSQL.
create table suppression_scope (
  tenant varchar(64) not null,
  stream varchar(64) not null,
  primary key (tenant, stream)
);
insert into suppression_scope (tenant, stream) select distinct tenant, stream from suppression;
drop index suppression_by_subject;
