-- What was sold of each product, order by order, as order-service said at `read_at`. Rows older than the longer of the
-- two spans are deleted when their product is counted.
create table search_sale (
  tenant_id uuid not null,
  order_id uuid not null,
  product_id uuid not null,
  sold_on date not null,
  units integer not null check (units >= 0),
  read_at timestamptz not null,
  -- When its product is to be counted: at once after a change, later on the day when it leaves a span.
  count_on date not null default '-infinity',
  primary key (tenant_id, order_id, product_id)
);
create index search_sale_product on search_sale (tenant_id, product_id, sold_on) include (units);
create index search_sale_count_on on search_sale (tenant_id, count_on);

-- Units of the last 30 and 90 days.
alter table search_document add column sold_30_days integer not null default 0;
alter table search_document add column sold_90_days integer not null default 0;
create index search_document_most_wanted on search_document
  (tenant_id, sold_30_days desc, sold_90_days desc, rating desc nulls last, created_at desc, product_id) where active;
