-- What customers send back. Every change is made under the lock of the order's head (INV-12).
create table order_return (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  vendor_id uuid not null,
  owner_id text not null,
  status text not null check (status in ('requested', 'approved', 'rejected', 'received', 'refunded')),
  reason text not null,
  -- The customer's words: erased when the time of the order's contact is over.
  comment text,
  delete_comment_on date not null,
  answer text,
  -- [{sku, quantity, restocked, writtenOff, refundAmount}]: after the goods came, `quantity` is what came.
  lines jsonb not null,
  refund_amount bigint not null check (refund_amount >= 0),
  currency text not null,
  -- Made with the request: payment-service knows the refund by it, however often it is told.
  refund_id uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  decided_at timestamptz,
  received_at timestamptz,
  refunded_at timestamptz,
  primary key (tenant_id, id)
);
create index order_return_order on order_return (tenant_id, order_id);
create index order_return_owner on order_return (tenant_id, owner_id, id desc);
create index order_return_vendor on order_return (tenant_id, vendor_id, id desc);
create unique index order_return_refund on order_return (tenant_id, refund_id);
create index order_return_comment on order_return (tenant_id, delete_comment_on) where comment is not null;

alter table order_vendor_order drop constraint order_vendor_order_status_check;
alter table order_vendor_order add constraint order_vendor_order_status_check
  check (status in ('open', 'partly_shipped', 'shipped', 'delivered', 'cancelled', 'returned'));
