create table inventory_warehouse (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  country char(2) not null,
  -- Lower comes first when a line could be served from several places.
  priority integer not null default 100,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

-- One row for each SKU and place. INV-1: what is promised never exceeds what is there.
create table inventory_stock (
  tenant_id uuid not null,
  sku text not null,
  warehouse_id uuid not null,
  vendor_id uuid not null,
  product_id uuid not null,
  on_hand integer not null default 0 check (on_hand >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  allocated integer not null default 0 check (allocated >= 0),
  -- Promised beyond what is there: 0, unless a preorder cap or a shortage case sets it.
  overdraft integer not null default 0 check (overdraft >= 0),
  low_at integer not null default 5 check (low_at >= 0),
  primary key (tenant_id, sku, warehouse_id),
  foreign key (tenant_id, warehouse_id) references inventory_warehouse (tenant_id, id),
  constraint inventory_stock_promises check (reserved + allocated <= on_hand + overdraft)
) with (fillfactor = 50);
create index inventory_stock_product on inventory_stock (tenant_id, product_id);
create index inventory_stock_vendor on inventory_stock (tenant_id, vendor_id, sku);
create index inventory_stock_warehouse on inventory_stock (tenant_id, warehouse_id);

-- Every change of every bucket. INV-2: a bucket equals the sum of its movements.
create table inventory_movement (
  tenant_id uuid not null,
  pos bigint generated always as identity,
  sku text not null,
  warehouse_id uuid not null,
  bucket text not null check (bucket in ('on_hand', 'reserved', 'allocated', 'overdraft')),
  delta integer not null check (delta <> 0),
  cause text not null,
  cause_id text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, pos)
);
comment on table inventory_movement is 'append only';
create index inventory_movement_sku on inventory_movement (tenant_id, sku, warehouse_id, pos);

-- A promise of units for a short time. A refused request is kept too: a repeated request gets the same answer.
create table inventory_hold (
  tenant_id uuid not null,
  id uuid not null,
  generation integer not null,
  state text not null check (state in ('refused', 'held', 'attached', 'capturing', 'committed', 'released', 'expired')),
  order_id uuid,
  expires_at timestamptz not null,
  refusal jsonb,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id, generation)
);
create index inventory_hold_due on inventory_hold (expires_at) where state = 'held';
create index inventory_hold_order on inventory_hold (tenant_id, order_id) where order_id is not null;

create table inventory_hold_line (
  tenant_id uuid not null,
  hold_id uuid not null,
  generation integer not null,
  sku text not null,
  warehouse_id uuid not null,
  quantity integer not null check (quantity > 0),
  shipped integer not null default 0 check (shipped >= 0),
  cancelled integer not null default 0 check (cancelled >= 0),
  primary key (tenant_id, hold_id, generation, sku, warehouse_id),
  check (shipped + cancelled <= quantity)
);

-- How much of a limit is used: units a person may buy of a drop, uses of a promotion code.
create table inventory_limit_usage (
  tenant_id uuid not null,
  scope text not null,
  subject text not null,
  used integer not null default 0 check (used >= 0),
  max integer not null,
  primary key (tenant_id, scope, subject),
  constraint inventory_limit_usage_max check (used <= max)
);

create table inventory_hold_limit (
  tenant_id uuid not null,
  hold_id uuid not null,
  generation integer not null,
  scope text not null,
  subject text not null,
  quantity integer not null check (quantity > 0),
  primary key (tenant_id, hold_id, generation, scope, subject)
);

-- A stocktake found less than was promised: somebody must decide who waits.
create table inventory_shortage (
  tenant_id uuid not null,
  id uuid not null,
  sku text not null,
  warehouse_id uuid not null,
  missing integer not null check (missing > 0),
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index inventory_shortage_open on inventory_shortage (tenant_id, sku, warehouse_id) where closed_at is null;

-- The last announced state of a SKU over all places, so that each change is announced once.
create table inventory_signal (
  tenant_id uuid not null,
  sku text not null,
  signal text not null check (signal in ('out', 'low', 'plenty')),
  primary key (tenant_id, sku)
);
