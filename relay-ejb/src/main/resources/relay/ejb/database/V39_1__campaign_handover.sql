-- Which of several nodes works on a start of a campaign, and what stands with nodes that are silent. Runs on H2 and
-- PostgreSQL.
-- null: the one that the campaign names
alter table campaign_run add column node varchar(255);

-- Batches that a node was about to put into its lane: what may stand there although its row waits.
create table campaign_claim (
  run bigint not null,
  node varchar(255) not null,
  -- last place of the part that a job works on
  part bigint not null,
  first_place bigint not null,
  last_place bigint not null,
  primary key (run, node, part)
);

-- Starts that were taken over from a node, of which recipients are stranded with it.
create table campaign_absence (
  run bigint not null,
  node varchar(255) not null,
  primary key (run, node)
);

-- The last sign of life, by the clock of the database; an operator says that a node is gone.
alter table campaign_follower add column seen_at timestamp(3) with time zone;
alter table campaign_follower add column gone boolean default false not null;

-- The name of the node is the reason of what is stranded or lost with it.
alter table campaign_mail alter column reason set data type varchar(255);
alter table campaign_tally alter column reason set data type varchar(255);
