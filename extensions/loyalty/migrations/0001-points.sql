create table ext_loyalty_order (
  tenant_id uuid not null,
  order_id uuid not null,
  user_id text not null,
  total bigint not null,
  is_paid boolean not null default false,
  primary key (tenant_id, order_id)
);
create index ext_loyalty_order_user on ext_loyalty_order (tenant_id, user_id);
create table ext_loyalty_refund (
  tenant_id uuid not null,
  order_id uuid not null,
  refund_id uuid not null,
  amount bigint not null,
  primary key (tenant_id, order_id, refund_id)
);
