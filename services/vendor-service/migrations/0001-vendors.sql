create table vendor_vendor (
  tenant_id uuid not null,
  id uuid not null,
  slug text not null,
  name text not null,
  country char(2) not null,
  tagline jsonb not null,
  story jsonb not null,
  return_days integer not null check (return_days >= 14),
  ships_from char(2) not null,
  status text not null check (status in ('applied', 'active', 'suspended', 'closed')),
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);
create index vendor_vendor_status on vendor_vendor (tenant_id, status, slug);

-- The only personal data of this service: how to reach a vendor (its id is the vendor's), and whom an invitation is for
-- (its id is the invitation's). Rows may be erased at any time; nothing refers to them.
create table vendor_contact (
  tenant_id uuid not null,
  id uuid not null,
  purpose text not null check (purpose in ('vendor', 'invitation')),
  email text not null,
  person text,
  phone text,
  version integer not null default 1,
  primary key (tenant_id, id)
);

-- What was agreed with a vendor, and from when on. INV-3: never changed; orders name the agreement they were made under.
create table vendor_agreement (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  commissions jsonb not null,
  fixed jsonb not null,
  fee_tax_ppm integer not null check (fee_tax_ppm between 0 and 1000000),
  valid_from timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, vendor_id) references vendor_vendor (tenant_id, id)
);
comment on table vendor_agreement is 'append only';
create index vendor_agreement_vendor on vendor_agreement (tenant_id, vendor_id, valid_from, id);

create table vendor_member (
  tenant_id uuid not null,
  vendor_id uuid not null,
  user_id uuid not null,
  role text not null check (role in ('vendor_owner', 'vendor_manager', 'vendor_packer', 'vendor_finance')),
  since timestamptz not null default clock_timestamp(),
  primary key (tenant_id, vendor_id, user_id),
  foreign key (tenant_id, vendor_id) references vendor_vendor (tenant_id, id)
);
create index vendor_member_user on vendor_member (tenant_id, user_id, since);

-- Open invitations only: accepting, withdrawing and running out delete the row. Whom one without user id is for stands
-- in vendor_contact.
create table vendor_invitation (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  role text not null check (role in ('vendor_owner', 'vendor_manager', 'vendor_packer', 'vendor_finance')),
  user_id uuid,
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, vendor_id) references vendor_vendor (tenant_id, id)
);
create index vendor_invitation_vendor on vendor_invitation (tenant_id, vendor_id, id);
create index vendor_invitation_user on vendor_invitation (tenant_id, user_id, id) where user_id is not null;
create index vendor_invitation_due on vendor_invitation (tenant_id, expires_at);
