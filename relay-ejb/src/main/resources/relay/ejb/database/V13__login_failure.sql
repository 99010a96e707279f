-- Failed logins of accounts and addresses, of all nodes together. Runs on H2 and PostgreSQL.
create table login_failure (
  -- where it was tried: mail, people, codes or admin
  desk varchar(20) not null,
  -- account or address
  kind varchar(10) not null,
  -- the login name, or the octets of the address in hexadecimal
  name varchar(300) not null,
  -- since the last success or pause; 0: they were forgiven
  failures integer not null,
  last_at timestamp(3) with time zone not null,
  revision bigint not null,
  primary key (desk, kind, name)
);
create index login_failure_by_revision on login_failure (revision);
