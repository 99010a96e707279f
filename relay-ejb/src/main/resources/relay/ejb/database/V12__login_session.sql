-- What all nodes know of logins. Whoever writes a row of a session or a failure locks this one and raises the
-- revision for each, so that a node reads what is newer than its own and misses nothing. Runs on H2 and PostgreSQL.
create table login_version (
  id integer not null primary key,
  revision bigint not null
);
insert into login_version (id, revision) values (1, 0);

-- Sessions of people who administer; nothing in here opens one.
create table login_session (
  -- SHA-256 of the token
  token_hash varchar(64) not null primary key,
  -- of the identity
  name character varying not null,
  -- empty: of the platform
  tenant varchar(64) not null,
  -- words, with a comma between them
  roles varchar(200) not null,
  -- of the user as he was; 0: of nobody who is kept here
  user_version bigint not null,
  opened_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone not null,
  -- when it was ended before its time; null: it was not
  ended_at timestamp(3) with time zone,
  revision bigint not null
);
create index login_session_by_revision on login_session (revision);
