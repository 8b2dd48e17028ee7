-- The provider's balance transactions are held against the journals, day by day and both ways.

-- What the provider says that moved, as it was read last. The journal that must be there for it follows from what it is
-- about, so each side finds the other by a key.
create table payment_provider_move (
  tenant_id uuid not null,
  id text not null,
  kind text not null check (kind in ('charge', 'refund', 'refund_failure', 'transfer', 'other')),
  type text not null,
  -- The tender, refund or settlement that it is about; null when we know of none.
  target_id uuid,
  journal_id uuid,
  -- Where the fee is booked that was not known when the payment was.
  fee_journal_id uuid,
  amount bigint not null,
  fee bigint not null,
  net bigint not null,
  currency char(3) not null,
  created_at timestamptz not null,
  -- Its journal comes with an outcome that the provider has not told yet: every run looks at it again.
  is_waiting boolean not null default false,
  primary key (tenant_id, id)
);
create index payment_provider_move_created on payment_provider_move (tenant_id, created_at, id);
create index payment_provider_move_journal on payment_provider_move (tenant_id, journal_id) where journal_id is not null;
create index payment_provider_move_target on payment_provider_move (tenant_id, target_id) where target_id is not null;
create index payment_provider_move_waiting on payment_provider_move (tenant_id, created_at) where is_waiting;

-- How far the match of a day has come. Whoever carries it on writes only if it is where they found it.
create table payment_match_run (
  tenant_id uuid not null,
  day date not null,
  -- Counts its beginnings: who still works for the one before writes nothing.
  round integer not null default 1,
  state text not null default 'reading' check (state in ('reading', 'judging', 'done')),
  -- What is read of the provider: more than the day, so that both sides of its edges are there.
  read_from timestamptz not null,
  read_to timestamptz not null,
  -- What is younger is not judged: its other side may be on its way.
  settled_before timestamptz not null,
  -- The last transaction of the last page.
  after text,
  judged_to timestamptz not null,
  pages integer not null default 0,
  moves integer not null default 0,
  cases integer not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, day)
);

create table payment_match_case (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('missing_here', 'missing_there', 'amount_differs', 'fee_differs', 'twice')),
  -- The balance transaction that it is about, or the journal that the provider knows nothing of.
  subject text not null,
  provider_type text,
  journal_id uuid,
  order_id uuid,
  day date not null,
  amount_here bigint,
  fee_here bigint,
  currency_here char(3),
  amount_there bigint,
  fee_there bigint,
  currency_there char(3),
  state text not null default 'open' check (state in ('open', 'explained', 'closed')),
  found_at timestamptz not null,
  closed_at timestamptz,
  explained_at timestamptz,
  explained_by text,
  reason text,
  note text,
  primary key (tenant_id, id),
  unique (tenant_id, subject, kind),
  check ((state = 'closed') = (closed_at is not null)),
  check (state <> 'explained' or (explained_at is not null and explained_by is not null and reason is not null))
);
create index payment_match_case_found on payment_match_case (tenant_id, state, found_at desc, id desc);

-- Journals are written in the order of time, so this finds those of an hour and costs a sale nothing.
create index payment_journal_at on payment_journal using brin (at);
