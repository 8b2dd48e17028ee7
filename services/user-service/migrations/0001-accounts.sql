-- An account without anything that names its person: the mail address is a keyed hash, the rest is beside it.
create table user_account (
  tenant_id uuid not null,
  id uuid not null,
  email_index text not null,
  password_hash text not null,
  email_verified_at timestamptz,
  preferences jsonb not null,
  default_address_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default database_clock(),
  last_sign_in_at timestamptz,
  primary key (tenant_id, id),
  -- INV-1: one account for each mail address.
  constraint user_account_email unique (tenant_id, email_index)
);

-- Everything that names a person, encrypted with PERSONAL_DATA_KEY; erasing somebody is deleting these rows.
-- `person`: mail address, names, phone (its id is the account's). `address`: one postal address.
create table user_personal_data (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('person', 'address')),
  content text not null,
  purpose text not null,
  delete_on date,
  version integer not null default 1,
  created_at timestamptz not null default database_clock(),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade
);
create index user_personal_data_user on user_personal_data (tenant_id, user_id, kind, created_at);

create table user_role (
  tenant_id uuid not null,
  user_id uuid not null,
  role text not null,
  granted_by text not null,
  granted_at timestamptz not null default database_clock(),
  primary key (tenant_id, user_id, role),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade
);
create index user_role_role on user_role (tenant_id, role);

-- A session is a family of refresh tokens: each is exchanged once for the next.
create table user_session (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  device text not null,
  created_at timestamptz not null default database_clock(),
  last_used_at timestamptz not null default database_clock(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('signed_out', 'ended', 'password_reset', 'token_reused')),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade
);
create index user_session_user on user_session (tenant_id, user_id);

create table user_refresh_token (
  tenant_id uuid not null,
  digest text not null,
  session_id uuid not null,
  created_at timestamptz not null default database_clock(),
  replaced_at timestamptz,
  primary key (tenant_id, digest),
  foreign key (tenant_id, session_id) references user_session (tenant_id, id) on delete cascade
);
create index user_refresh_token_session on user_refresh_token (tenant_id, session_id);

-- Mails with a link. The token is kept encrypted until it is used or out of date; its digest finds the row.
create table user_mail_request (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('verify_email', 'reset_password', 'account_exists')),
  token text,
  token_digest text,
  -- What this registration asked for, encrypted: the link that is clicked decides whose password counts.
  registration text,
  created_at timestamptz not null default database_clock(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade
);
create unique index user_mail_request_digest on user_mail_request (tenant_id, token_digest);
create index user_mail_request_user on user_mail_request (tenant_id, user_id, kind, created_at);

-- Failed sign-ins by keyed hash of the mail address, known or not: it says nothing about accounts.
create table user_sign_in_guard (
  tenant_id uuid not null,
  subject text not null,
  failures integer not null,
  last_at timestamptz not null,
  free_at timestamptz not null,
  primary key (tenant_id, subject)
);
create index user_sign_in_guard_last on user_sign_in_guard (last_at);
