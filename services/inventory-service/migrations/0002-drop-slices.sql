-- Units of a level that only a drop may take. They leave normal sale when the drop is planned (ADR 0011).
alter table inventory_stock add column set_aside integer not null default 0 check (set_aside >= 0);
alter table inventory_stock drop constraint inventory_stock_promises;
alter table inventory_stock add constraint inventory_stock_promises
  check (reserved + allocated + set_aside <= on_hand + overdraft);

alter table inventory_movement drop constraint inventory_movement_bucket_check;
alter table inventory_movement add constraint inventory_movement_bucket_check
  check (bucket in ('on_hand', 'reserved', 'allocated', 'overdraft', 'set_aside'));

-- The terms of a drop as a hold decides on them. Holds read this row and never lock it: whoever changes it locks it
-- first and the stock of its slices next, so that a hold that has the stock reads terms that stand.
create table inventory_drop (
  tenant_id uuid not null,
  id uuid not null,
  version integer not null,
  terms jsonb not null,
  opens_at timestamptz not null,
  ends_at timestamptz not null,
  person_max integer not null check (person_max > 0),
  -- From then on its units are in normal sale again, whatever ends_at says.
  closed_at timestamptz,
  primary key (tenant_id, id),
  check (ends_at > opens_at)
);
create index inventory_drop_due on inventory_drop (tenant_id, ends_at) where closed_at is null;

-- What is set aside of a level for one drop. Changed only by who has locked the stock row.
create table inventory_slice (
  tenant_id uuid not null,
  drop_id uuid not null,
  sku text not null,
  warehouse_id uuid not null,
  quantity integer not null check (quantity > 0),
  unsold integer not null check (unsold >= 0),
  primary key (tenant_id, drop_id, sku, warehouse_id),
  foreign key (tenant_id, drop_id) references inventory_drop (tenant_id, id),
  foreign key (tenant_id, sku, warehouse_id) references inventory_stock (tenant_id, sku, warehouse_id),
  check (unsold <= quantity)
);
create index inventory_slice_stock on inventory_slice (tenant_id, sku, warehouse_id);

-- That a drop was sold out for the first time is told once.
create table inventory_drop_sold_out (
  tenant_id uuid not null,
  drop_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, drop_id)
);

-- A hold may take units of one level twice: from normal sale and from a slice.
alter table inventory_hold_line add column drop_id uuid;
alter table inventory_hold_line drop constraint inventory_hold_line_pkey;
alter table inventory_hold_line add constraint inventory_hold_line_once
  unique nulls not distinct (tenant_id, hold_id, generation, sku, warehouse_id, drop_id);
