-- Why an open recipient waits, in a word, with the brake it waits for.
alter table recipient add column reason varchar(200) default '' not null;
