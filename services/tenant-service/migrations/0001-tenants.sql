-- The marketplaces of this installation. The registry lies in the marketplace `main`: only its people see it.
create table tenant_tenant (
  tenant_id uuid not null,
  id uuid not null,
  slug text not null,
  name text not null,
  status text not null default 'active' check (status in ('active', 'suspended')),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);

insert into tenant_tenant (tenant_id, id, slug, name)
values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000001', 'main', 'Rialto');
