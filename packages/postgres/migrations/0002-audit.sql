-- Who changed what, written in the commit of the change. Each entry of a marketplace holds the hash of the one before,
-- so that an entry that was altered, taken out or put in between is found. No personal data in clear. Nobody but
-- rialto_append_audit_v1 writes here.
create table rialto_audit (
  tenant_id uuid not null,
  seq bigint not null,
  id uuid not null,
  at timestamptz not null,
  service text not null,
  endpoint text not null,
  actor_kind text not null,
  actor_id text not null,
  actor_role text,
  vendor_id text,
  subjects text[] not null,
  outcome text not null,
  trace_id text not null,
  given jsonb not null,
  changes jsonb not null,
  previous bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);
create index rialto_audit_id on rialto_audit (tenant_id, service, id desc);
create index rialto_audit_actor on rialto_audit (tenant_id, actor_id, id desc);
comment on table rialto_audit is 'append only';

-- Finds the entries of a thing. Not a GIN index over the array: row-level security would keep it from being used.
create table rialto_audit_subject (
  tenant_id uuid not null,
  subject text not null,
  entry_id uuid not null,
  primary key (tenant_id, subject, entry_id)
);
comment on table rialto_audit_subject is 'append only';

-- Where each marketplace's chain ends. Its row is the lock under which entries get their place.
create table rialto_audit_head (
  tenant_id uuid primary key,
  seq bigint not null,
  hash bytea not null
);
