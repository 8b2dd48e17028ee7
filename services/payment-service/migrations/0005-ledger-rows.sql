-- What `payment_append_journals_v1` works on: a batch is read from JSON once.
create type payment_journal_row as (
  n integer,
  tenant_id uuid,
  id uuid,
  kind text,
  cause text,
  order_id uuid,
  booked_on date,
  digest text
);
create type payment_posting_row as (
  item integer,
  n smallint,
  debit text,
  credit text,
  amount bigint,
  currency text,
  vendor_id uuid,
  holder_id uuid
);
-- What a journal does to one guarded account.
create type payment_guard_move as (
  item integer,
  tenant_id uuid,
  account text,
  party_id uuid,
  currency text,
  delta bigint
);
