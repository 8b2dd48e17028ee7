-- The ledger in full: dates of booking, guarded accounts, what is due of an order and to whom, stored value, settlements,
-- projected balances, closed periods. The chart of accounts is `payment_chart_v1`.

-- Not every journal has an order: a settlement covers many, stored value may be given to anybody.
alter table payment_journal alter column order_id drop not null;
-- The day that a journal belongs to. What was written before belongs to the day of its commit.
alter table payment_journal add column booked_on date generated always as ((at at time zone 'UTC')::date) stored;
alter table payment_journal alter column booked_on drop expression, alter column booked_on set not null;
-- By the number of its transaction the projection knows what it has not added up yet.
alter table payment_journal add column xact bigint not null default 0;
alter table payment_journal alter column xact set default (pg_current_xact_id()::text::bigint);
create index payment_journal_xact on payment_journal (tenant_id, xact);

alter table payment_posting add column holder_id uuid;
alter table payment_posting add column booked_on date;
alter table payment_posting add column position bigint generated always as identity;
-- The owner obeys row-level security too; for this one statement it may not.
alter table payment_journal no force row level security;
alter table payment_posting no force row level security;
update payment_posting p set booked_on = j.booked_on
from payment_journal j where j.tenant_id = p.tenant_id and j.id = p.journal_id;
do $$
begin
  if (select relrowsecurity from pg_class where oid = 'payment_posting'::regclass) then
    alter table payment_journal force row level security;
    alter table payment_posting force row level security;
  end if;
end
$$;
alter table payment_posting alter column booked_on set not null;
create index payment_posting_vendor on payment_posting (tenant_id, vendor_id, booked_on, position)
  where vendor_id is not null;

-- Balances that may not go below zero: they are locked in the commit that moves them. `reserved` is promised by pending
-- journals. The party is a vendor, or the holder of stored value.
create table payment_guard (
  tenant_id uuid not null,
  account text not null,
  party_id uuid not null,
  currency char(3) not null,
  balance bigint not null default 0,
  reserved bigint not null default 0 check (reserved >= 0),
  primary key (tenant_id, account, party_id, currency),
  check (balance >= reserved)
);

-- A vendor's part of an order as it moves through the ledger: held, due from its delivery on, claimed by one settlement.
-- A refund locks it, and so knows from where the money is taken. An item without an order is a transfer that came back.
create table payment_item (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  order_id uuid,
  vendor_id uuid not null,
  currency char(3) not null,
  -- What the customer paid for it, and what the marketplace paid of its discounts.
  paid bigint not null check (paid >= 0),
  funded bigint not null default 0 check (funded >= 0),
  -- What the marketplace earned of it when it was delivered.
  commission bigint not null default 0,
  commission_tax bigint not null default 0,
  paid_back bigint not null default 0,
  funded_back bigint not null default 0,
  commission_back bigint not null default 0,
  commission_tax_back bigint not null default 0,
  -- Null while it is held; then the day from which it can be settled.
  available_on date,
  settlement_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, order_id, vendor_id),
  check (paid_back between 0 and paid and funded_back between 0 and funded),
  check (commission_back between 0 and commission and commission_tax_back between 0 and commission_tax),
  check (paid - paid_back + funded - funded_back
    >= commission - commission_back + commission_tax - commission_tax_back),
  check (available_on is not null or settlement_id is null)
);
create index payment_item_due on payment_item (tenant_id, vendor_id, currency, available_on)
  where available_on is not null and settlement_id is null;
create index payment_item_settlement on payment_item (tenant_id, settlement_id) where settlement_id is not null;

-- A settlement is the stored intent of one transfer: written before anything is asked of the provider, with our own key.
create table payment_settlement (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  currency char(3) not null,
  -- The day whose settlement it is: a vendor has one each day and currency.
  settlement_day date not null,
  claimed bigint not null check (claimed > 0),
  netted bigint not null check (netted >= 0),
  amount bigint not null check (amount = claimed - netted and amount >= 0),
  provider_key text not null,
  state text not null check (state in ('intended', 'sent', 'succeeded', 'failed', 'unknown')),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, vendor_id, currency, settlement_day)
);

create table payment_stored_value (
  tenant_id uuid not null,
  id uuid not null,
  -- Whose it is, as an id without a name; null for a card that belongs to whoever has it.
  owner_id text,
  currency char(3) not null,
  expires_on date,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);

-- Journals that are decided and not posted yet: their amount is reserved in the guards that they will debit.
create table payment_pending (
  tenant_id uuid not null,
  id uuid not null,
  journal jsonb not null,
  digest text not null,
  state text not null check (state in ('pending', 'posted', 'voided')),
  expires_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
create index payment_pending_expires on payment_pending (tenant_id, expires_at) where state = 'pending';

-- Sums of postings by day, kept by one writer at a time. It can be thrown away: reading adds what is not in it yet.
create table payment_balance (
  tenant_id uuid not null,
  account text not null,
  -- All zeros for postings of no vendor.
  vendor_id uuid not null,
  currency char(3) not null,
  booked_on date not null,
  debit numeric not null,
  credit numeric not null,
  primary key (tenant_id, account, vendor_id, currency, booked_on)
);

-- Every journal of a transaction up to this number is in the sums.
create table payment_projection (
  tenant_id uuid not null,
  through_xact bigint not null default -1,
  rebuilt_at timestamptz,
  primary key (tenant_id)
);

-- A closed period refuses journals of its days. `totals` is its trial balance, written when all that was under way
-- when it was closed has ended.
create table payment_period (
  tenant_id uuid not null,
  through date not null,
  closed_at timestamptz not null default clock_timestamp(),
  closed_by text not null,
  xact bigint not null default (pg_current_xact_id()::text::bigint),
  totals jsonb,
  primary key (tenant_id, through)
);

-- What later refunds took over of a refund that failed: the customer is still owed it, the vendors paid it once.
alter table payment_refund add column reused bigint not null default 0 check (reused between 0 and amount);
