-- From when on a recipient may have a campaign, by his own clock; null: at any time. Runs on H2 and PostgreSQL.
alter table campaign_mail add column not_before timestamp(3) with time zone;
