-- A payment is opened by one statement and moved by one statement.

-- How the money is split, as order-service froze it; null for tenders of an earlier release.
alter table payment_tender add column shares jsonb;
-- Who makes the intent of this round: a call of its own (`alone`), or the attempt that confirms it in the same call.
-- It is written before the provider is called, so that two of them can never make two intents (INV-1). What an earlier
-- release opened was opened alone.
alter table payment_tender add column opened_by text not null default 'alone'
  check (opened_by in ('alone', 'attempt'));
-- The attempt makes the intent and confirms it in one call.
alter table payment_attempt add column creates boolean not null default false;
-- News that wait for the end of the payment that they tell of.
create index payment_inbox_new on payment_inbox (tenant_id, object_id) where state = 'new';
