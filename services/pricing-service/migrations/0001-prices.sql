-- The price list: what a SKU costs in a currency. `sale_amount` is a reduction that stands until the price is set
-- again; sales with dates have a table of their own.
create table pricing_price (
  tenant_id uuid not null,
  sku text not null,
  currency char(3) not null,
  product_id uuid not null,
  vendor_id uuid not null,
  base_amount bigint not null check (base_amount >= 0),
  sale_amount bigint check (sale_amount >= 0),
  -- INV-7: counts every change, and is part of a quote's digest.
  version integer not null default 1,
  since timestamptz not null,
  -- When the standing reduction began: the 30 days of its reference price end here.
  sale_since timestamptz,
  primary key (tenant_id, sku, currency),
  constraint pricing_price_sale check (sale_amount < base_amount),
  check ((sale_amount is null) = (sale_since is null))
);
create index pricing_price_vendor on pricing_price (tenant_id, vendor_id, sku, currency);

-- What was asked before: one row for each replaced price.
create table pricing_price_history (
  tenant_id uuid not null,
  pos bigint generated always as identity,
  sku text not null,
  currency char(3) not null,
  amount bigint not null,
  base_amount bigint not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  primary key (tenant_id, pos)
);
comment on table pricing_price_history is 'append only';
create index pricing_price_history_sku on pricing_price_history (tenant_id, sku, currency, until_at);

-- A lower price for some time. A sale that began is never changed or deleted but for its end: it is price history.
create table pricing_sale (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  sku text not null,
  currency char(3) not null,
  amount bigint not null check (amount >= 0),
  starts_at timestamptz not null,
  ends_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, sku, currency) references pricing_price (tenant_id, sku, currency),
  check (ends_at >= starts_at)
);
create index pricing_sale_sku on pricing_sale (tenant_id, sku, currency, starts_at);
create index pricing_sale_vendor on pricing_sale (tenant_id, vendor_id, id);

-- One way of shipping of one vendor. No countries: everywhere. Bands: [{upToGrams, price: {amount, currency}}].
create table pricing_shipping_rate (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  name text not null,
  countries text[],
  days_min integer not null check (days_min >= 0),
  days_max integer not null,
  bands jsonb not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  check (days_min <= days_max)
);
create index pricing_shipping_rate_vendor on pricing_shipping_rate (tenant_id, vendor_id, id);

-- Promotion codes. A removed one keeps its row: its code names uses that were counted, and is never given again.
create table pricing_promotion (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  kind text not null check (kind in ('percent', 'fixed', 'free_shipping')),
  rate_ppm integer check (rate_ppm between 1 and 1000000),
  amounts jsonb not null,
  minimums jsonb not null,
  funded_by text not null check (funded_by in ('vendor', 'platform')),
  vendor_id uuid,
  category_ids uuid[] not null,
  per_person_max integer,
  total_max integer,
  starts_at timestamptz,
  ends_at timestamptz,
  version integer not null default 1,
  removed_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  check (funded_by = 'platform' or vendor_id is not null),
  check ((kind = 'percent') = (rate_ppm is not null))
);

-- The tax table of a marketplace: filled from ours on first use, then its own. `revision` names the content, so that
-- what was read once need not be read again; `seed` is the edition of ours that it has.
create table pricing_tax_table (
  tenant_id uuid not null,
  revision uuid not null,
  seed integer not null,
  primary key (tenant_id)
);

create table pricing_tax_rate (
  tenant_id uuid not null,
  country char(2) not null,
  -- '' is the country but for the regions that have rows.
  region text not null,
  tax_class text not null check (tax_class in ('standard', 'reduced', 'zero')),
  valid_from date not null,
  rate_ppm integer not null check (rate_ppm between 0 and 1000000),
  inclusive boolean not null,
  taxes_shipping boolean not null,
  primary key (tenant_id, country, region, tax_class, valid_from)
);
