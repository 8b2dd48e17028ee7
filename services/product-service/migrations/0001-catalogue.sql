-- The category tree. `path` holds the category and all above it, nearest first: what a product lies in is read from it
-- without walking the tree.
create table product_category (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  path uuid[] not null,
  slug text not null,
  name jsonb not null,
  position integer not null default 0,
  version integer not null default 1,
  primary key (tenant_id, id),
  constraint product_category_slug unique (tenant_id, slug),
  foreign key (tenant_id, parent_id) references product_category (tenant_id, id),
  constraint product_category_own_path check (path[1] = id and (cardinality(path) = 1) = (parent_id is null))
);
-- Two categories under one parent never have the same English name: imports find them by name.
create unique index product_category_name on product_category
  (tenant_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name ->> 'en'));
create index product_category_parent on product_category (tenant_id, parent_id, position);

create table product_brand (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  primary key (tenant_id, id)
);
create unique index product_brand_name on product_brand (tenant_id, lower(name));

-- What an attribute means. `attributes` are shown to shoppers, `metadata` are the fields of the people who sell.
create table product_attribute (
  tenant_id uuid not null,
  key text not null,
  place text not null check (place in ('attributes', 'metadata')),
  kind text not null check (kind in ('text', 'number', 'boolean', 'enum')),
  label jsonb not null,
  units text[] not null default '{}',
  choices text[] not null default '{}',
  version integer not null default 1,
  primary key (tenant_id, key)
);

create table product_product (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  -- The id that the vendor's own system gives it: how an import finds it again.
  external_id text,
  status text not null check (status in ('draft', 'pending_approval', 'active', 'rejected', 'archived')),
  slug text not null,
  title jsonb not null,
  description jsonb not null,
  brand text,
  category_ids uuid[] not null default '{}',
  -- The categories and all above them, nearest first. Moving a category rewrites it (INV-4).
  category_path uuid[] not null default '{}',
  tax_class text not null default 'standard' check (tax_class in ('standard', 'reduced', 'zero')),
  tags text[] not null default '{}',
  option_names text[] not null default '{}',
  attributes jsonb not null default '{}',
  metadata jsonb not null default '{}',
  media jsonb not null default '[]',
  rejection_reason text,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  constraint product_product_external unique (tenant_id, vendor_id, external_id)
);
create index product_product_vendor on product_product (tenant_id, vendor_id, id);
create index product_product_status on product_product (tenant_id, status, id);
create index product_product_related on product_product (tenant_id, (category_ids[1]), id) where status = 'active';
create index product_product_category on product_product using gin (category_path);

-- A variant is retired, never deleted: its SKU stays with its vendor, because stock and old orders name it.
create table product_variant (
  tenant_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  vendor_id uuid not null,
  sku text not null,
  barcode text,
  weight_grams integer not null default 0 check (weight_grams >= 0),
  options jsonb not null default '{}',
  attributes jsonb not null default '{}',
  position integer not null,
  retired boolean not null default false,
  primary key (tenant_id, id),
  constraint product_variant_sku unique (tenant_id, sku),
  foreign key (tenant_id, product_id) references product_product (tenant_id, id)
);
create index product_variant_product on product_variant (tenant_id, product_id, position);

-- Every address that a product ever had. The present one stands in the product; the others lead to it.
create table product_slug (
  tenant_id uuid not null,
  slug text not null,
  product_id uuid not null,
  primary key (tenant_id, slug),
  foreign key (tenant_id, product_id) references product_product (tenant_id, id)
);
create index product_slug_product on product_slug (tenant_id, product_id);

-- A picture, named by the SHA-256 of what was uploaded. The bytes lie in the media store.
create table product_media (
  tenant_id uuid not null,
  hash text not null,
  vendor_id uuid,
  width integer not null,
  height integer not null,
  bytes integer not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, hash)
);

create table product_import (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  name text not null,
  format text not null check (format in ('jsonl', 'shopify-csv')),
  currency text not null,
  warehouse text,
  state text not null check (state in ('waiting', 'running', 'interrupted', 'done')),
  -- Rows whose products are stored; their prices and stock may still be on the way.
  rows_stored integer not null default 0,
  -- Rows that are complete. An import that stopped goes on behind them.
  rows_done integer not null default 0 check (rows_done <= rows_stored),
  rows_changed integer not null default 0,
  rows_rejected integer not null default 0,
  -- A running digest over the complete rows: only the same file may go on.
  digest text not null default '',
  problem text,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create index product_import_vendor on product_import (tenant_id, vendor_id, id);

create table product_import_rejection (
  tenant_id uuid not null,
  import_id uuid not null,
  line integer not null,
  external_id text,
  reason text not null,
  primary key (tenant_id, import_id, line),
  foreign key (tenant_id, import_id) references product_import (tenant_id, id)
);

-- The digest of the row that was applied last to a product, with its prices and stock: the same row again is skipped.
create table product_import_mark (
  tenant_id uuid not null,
  vendor_id uuid not null,
  external_id text not null,
  digest text not null,
  primary key (tenant_id, vendor_id, external_id)
);

-- What the marketplace lets vendors do by themselves.
create table product_policy (
  tenant_id uuid primary key,
  vendors_extend_catalogue boolean not null default false,
  vendors_publish boolean not null default false,
  version integer not null default 1
);
