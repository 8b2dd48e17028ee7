-- One means of payment of an order. There is one card tender for each order: its attempts are confirmations of one
-- intent at the provider, so that two live intents cannot exist (INV-1).
create table payment_tender (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  order_number text not null,
  owner_id text not null,
  amount bigint not null check (amount >= 0),
  currency char(3) not null,
  state text not null check (state in ('planned', 'requires_action', 'authorised', 'captured', 'failed', 'voided', 'unknown')),
  hold_id uuid not null,
  generation integer not null,
  attempt integer not null default 0,
  -- Counts intents: a new one is made only after the one before was cancelled.
  round integer not null default 1,
  provider_intent_id text,
  -- What the payer's browser needs while the payment is open; erased when it is final.
  client_secret text,
  action_url text,
  failure_code text,
  failure_reason text,
  provider_fee bigint,
  created_at timestamptz not null default clock_timestamp(),
  moved_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, order_id)
);
create unique index payment_tender_intent on payment_tender (tenant_id, provider_intent_id) where provider_intent_id is not null;
create index payment_tender_open on payment_tender (moved_at) where state in ('unknown', 'authorised', 'requires_action');

-- One try to pay. The row is written before the provider is called; the method's token is sealed, and erased when the
-- attempt is final.
create table payment_attempt (
  tenant_id uuid not null,
  tender_id uuid not null,
  n integer not null,
  request_id uuid not null,
  sealed_method text,
  return_url text,
  provider_key text not null,
  final boolean not null default false,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, tender_id, n),
  unique (tenant_id, request_id)
);

create table payment_refund (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  tender_id uuid not null,
  vendor_id uuid,
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  state text not null check (state in ('intended', 'sent', 'succeeded', 'failed', 'unknown')),
  reason text,
  provider_refund_id text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
create index payment_refund_order on payment_refund (tenant_id, order_id);
create index payment_refund_tender on payment_refund (tenant_id, tender_id);
create index payment_refund_provider on payment_refund (tenant_id, provider_refund_id);

-- Webhooks as they came, each once. INV-4: nothing that the provider said is forgotten.
create table payment_inbox (
  tenant_id uuid not null,
  account text not null,
  event_id text not null,
  type text not null,
  object_id text,
  payload jsonb not null,
  state text not null default 'new' check (state in ('new', 'done', 'ignored', 'parked')),
  received_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, account, event_id)
);
create index payment_inbox_parked on payment_inbox (received_at) where state = 'parked';

-- When the next call of a marketplace may go to the provider: a bucket that all processes share.
create table payment_budget (
  tenant_id uuid not null,
  account text not null,
  next_at timestamptz not null,
  primary key (tenant_id, account)
);

-- The ledger. A journal has one cause; each row is one debit and one credit, so it cannot be out of balance.
create table payment_journal (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  cause text not null,
  order_id uuid not null,
  digest text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
comment on table payment_journal is 'append only';
create index payment_journal_order on payment_journal (tenant_id, order_id);

create table payment_posting (
  tenant_id uuid not null,
  journal_id uuid not null,
  n smallint not null,
  debit text not null,
  credit text not null,
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  vendor_id uuid,
  primary key (tenant_id, journal_id, n),
  check (debit <> credit)
);
comment on table payment_posting is 'append only';
