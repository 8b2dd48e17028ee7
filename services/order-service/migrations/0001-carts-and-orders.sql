-- A cart is one row: changing it is one statement, and ordering it is one compare-and-set (INV-1, INV-2).
create table order_cart (
  tenant_id uuid not null,
  id uuid not null,
  -- `user:<id>` or `guest:<id>`.
  owner_id text not null,
  -- What the key of the cart derives to: with it, a person takes over what they filled as a guest.
  key_mark uuid not null,
  version integer not null default 1,
  state text not null default 'open' check (state in ('open', 'ordered', 'abandoned')),
  order_id uuid,
  currency char(3) not null,
  language text not null,
  country char(2) not null,
  -- [{lineId, sku, quantity, and what the shop shows of the product}]
  lines jsonb not null default '[]',
  shipping jsonb not null default '[]',
  codes jsonb not null default '[]',
  -- The number of the next hold for this cart. A refused or dead hold is never asked for again.
  hold_attempt integer not null default 1,
  touched_on date not null default (database_clock() at time zone 'UTC')::date,
  primary key (tenant_id, id),
  check ((state = 'ordered') = (order_id is not null))
) with (fillfactor = 70);
-- A day, not a moment: so that most changes of a cart touch no index.
create index order_cart_idle on order_cart (tenant_id, touched_on) where state = 'open';

-- What a cart cost at one moment, honoured until it expires.
create table order_quote (
  tenant_id uuid not null,
  id uuid not null,
  cart_id uuid not null,
  cart_version integer not null,
  digest text not null,
  document jsonb not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);
create index order_quote_expires on order_quote (tenant_id, expires_at);

-- The only personal data of this service: of a cart while it is open, then of its order (spine 11).
create table order_contact (
  tenant_id uuid not null,
  -- The id of the cart or the order.
  id uuid not null,
  purpose text not null check (purpose in ('cart', 'order')),
  email text,
  shipping_address jsonb,
  billing_address jsonb,
  delete_on date not null,
  primary key (tenant_id, id)
);
create index order_contact_delete_on on order_contact (tenant_id, delete_on);

-- The stream of each order: append only, one version once. Partitioned by the time inside its UUIDv7, so that the
-- whole life of an order lies in one partition.
create table order_event (
  tenant_id uuid not null,
  stream uuid not null,
  version integer not null check (version > 0),
  type text not null,
  data jsonb not null,
  pos bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  id uuid not null default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  traceparent text,
  primary key (tenant_id, stream, version)
) partition by range (stream);
comment on table order_event is 'append only';
create index order_event_xid on order_event (xid, pos);

-- What the events of an order add up to, written in their commit (INV-3).
create table order_head (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  owner_id text not null,
  cart_id uuid not null,
  language text not null,
  -- The fold of the events (model/order.ts).
  state jsonb not null,
  status text not null generated always as (state ->> 'status') stored
    check (status in ('pending', 'paid', 'payment_failed', 'shipped', 'delivered', 'cancelled', 'returned')),
  version integer not null generated always as ((state ->> 'version')::integer) stored,
  totals jsonb not null,
  -- The quote and the products as they were: never read from the catalogue again.
  document jsonb not null,
  -- How long the units stay held for a payment; null when nothing is to be paid any more.
  pay_by timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
) partition by range (id);
create index order_head_owner on order_head (tenant_id, owner_id, id desc);
create index order_head_status on order_head (tenant_id, status, id desc);

create table order_number (
  tenant_id uuid not null,
  number text not null,
  order_id uuid not null,
  primary key (tenant_id, number)
);

-- One vendor's part of an order, its money frozen when the order was created.
create table order_vendor_order (
  tenant_id uuid not null,
  order_id uuid not null,
  vendor_id uuid not null,
  status text not null check (status in ('open', 'partly_shipped', 'shipped', 'delivered', 'cancelled')),
  total bigint not null,
  shipping bigint not null,
  taxes bigint not null,
  discounts_by_platform bigint not null,
  commission bigint not null check (commission >= 0),
  commission_tax bigint not null check (commission_tax >= 0),
  primary key (tenant_id, order_id, vendor_id)
) with (fillfactor = 80);
create index order_vendor_order_vendor on order_vendor_order (tenant_id, vendor_id, order_id desc);

create table order_shipment (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  vendor_id uuid not null,
  lines jsonb not null,
  carrier text not null,
  tracking_code text,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
create index order_shipment_order on order_shipment (tenant_id, order_id);
