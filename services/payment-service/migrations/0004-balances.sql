-- Sums can be made anew beside those that are read: each row belongs to a generation, and readers know the active one.
drop table payment_balance;
drop table payment_projection;

-- Sums of postings by day, kept by one writer at a time. They can be thrown away: who reads adds what is not in them yet.
create table payment_balance (
  tenant_id uuid not null,
  generation integer not null,
  account text not null,
  -- All zeros for postings of no vendor.
  vendor_id uuid not null,
  currency char(3) not null,
  booked_on date not null,
  debit numeric not null,
  credit numeric not null,
  primary key (tenant_id, generation, account, vendor_id, currency, booked_on)
);

-- Every journal of a transaction up to this number is in the sums of the generation.
create table payment_projection (
  tenant_id uuid not null,
  generation integer not null,
  is_active boolean not null,
  through_xact bigint not null default -1,
  primary key (tenant_id, generation)
);
create unique index payment_projection_active on payment_projection (tenant_id) where is_active;
