-- A drop as people see it. What it sells, to whom and until when is decided by inventory-service, by the same terms.
create table fan_drop (
  tenant_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  slug text not null,
  title jsonb not null,
  story jsonb not null,
  product_id uuid not null,
  product_slug text not null,
  vendor_id uuid not null,
  image text,
  -- [{sku, quantity, options}]
  items jsonb not null,
  opens_at timestamptz not null,
  ends_at timestamptz not null,
  person_max integer not null check (person_max > 0),
  shows_units boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  cancelled_at timestamptz,
  -- What was told to others, each once.
  opened_at timestamptz,
  sold_out_at timestamptz,
  closed_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, slug),
  check (ends_at > opens_at)
);
create index fan_drop_times on fan_drop (tenant_id, ends_at);
