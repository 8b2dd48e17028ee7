-- What every database of Rialto holds, whichever services live in it.

-- The tenant of the transaction. Raises when it was never set or is empty: a forgotten tenant must not read "nothing".
create function tenant() returns uuid
  language sql stable parallel safe
  return current_setting('rialto.tenant')::uuid;

-- Expiry, leases and due dates use this clock only (spine 12). Tests shift it; production never does.
create table rialto_clock (
  only_row boolean primary key default true check (only_row),
  shift interval not null default '0'
);
comment on table rialto_clock is 'no tenant: one row for the database';
insert into rialto_clock default values;

create function database_clock() returns timestamptz
  language sql stable
  begin atomic
    select clock_timestamp() + shift from rialto_clock;
  end;

-- The first answer to each key, as it was sent. No personal data.
create table rialto_idempotency (
  tenant_id uuid not null,
  id uuid not null,
  fingerprint text not null,
  status smallint,
  reply text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
create index rialto_idempotency_created_at on rialto_idempotency (created_at);

-- Events to publish, written in the commit of their cause. Append only; read by snapshot (spine 9).
create table rialto_outbox (
  tenant_id uuid not null,
  pos bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  id uuid not null,
  type text not null,
  subject text not null,
  data jsonb not null,
  at timestamptz not null default clock_timestamp(),
  traceparent text,
  primary key (pos)
);
create index rialto_outbox_xid on rialto_outbox (xid, pos);
comment on table rialto_outbox is 'append only';

-- Events of all databases, copied here by their relays where consumers read another database than the writer's.
create table rialto_event_log (
  tenant_id uuid not null,
  pos bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  id uuid not null unique,
  type text not null,
  subject text not null,
  data jsonb not null,
  at timestamptz not null,
  traceparent text,
  source text not null,
  primary key (pos)
);
create index rialto_event_log_xid on rialto_event_log (xid, pos);
comment on table rialto_event_log is 'append only';

-- How far a reader has come: everything visible in `seen` is done; `target` is the window being read, up to `pos`.
create table rialto_cursor (
  reader text not null,
  source text not null,
  generation text not null,
  seen pg_snapshot not null,
  target pg_snapshot not null,
  pos bigint not null default 0,
  version bigint not null default 0,
  moved_at timestamptz not null default clock_timestamp(),
  primary key (reader, source)
);
comment on table rialto_cursor is 'no tenant: one reader reads all tenants';

-- An event takes effect once for each consumer: this row is written in the commit of the effect.
create table rialto_inbox (
  tenant_id uuid not null,
  consumer text not null,
  event_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, consumer, event_id)
);
create index rialto_inbox_at on rialto_inbox (at);

-- Events of a stream whose event failed: the stream waits, others flow.
create table rialto_parked_event (
  tenant_id uuid not null,
  consumer text not null,
  subject text not null,
  pos bigint generated always as identity,
  event jsonb not null,
  problem text not null,
  attempts integer not null default 0,
  retry_at timestamptz not null,
  primary key (tenant_id, consumer, subject, pos)
);
create index rialto_parked_event_retry on rialto_parked_event (retry_at);

create table rialto_job (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  key text not null,
  due_at timestamptz not null,
  lease_until timestamptz,
  attempts integer not null default 0,
  data jsonb not null,
  problem text,
  primary key (tenant_id, id),
  unique (tenant_id, kind, key)
);
create index rialto_job_due on rialto_job (due_at);
