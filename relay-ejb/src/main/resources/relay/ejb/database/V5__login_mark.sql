-- What all nodes must know of the logins of people who administer. Runs on H2 and PostgreSQL.
create table login_mark (
  -- of the identity
  name varchar(300) not null primary key,
  -- of the newest code by time that was taken; -1: none
  last_step bigint not null,
  -- sessions opened until then are ended; null: none were
  ended_until timestamp(3) with time zone
);
create index login_mark_by_end on login_mark (ended_until);
