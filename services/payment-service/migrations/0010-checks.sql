-- When the rules of this service were checked last, and what was found.
create table payment_check (
  tenant_id uuid not null,
  name text not null,
  ran_at timestamptz not null,
  problems jsonb not null,
  primary key (tenant_id, name)
);
