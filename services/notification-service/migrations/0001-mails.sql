-- A mail to send. No address, no name, no text: they are asked for when it is sent, and rendered then.
create table notification_mail (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  -- Who is written to: the contact of an order, or of a request that user-service keeps.
  subject text not null check (subject in ('order', 'mail_request')),
  subject_id uuid not null,
  -- What the event said besides: vendor, units, amount.
  facts jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'skipped', 'refused', 'given_up')),
  language text,
  attempts integer not null default 0,
  problem text,
  created_at timestamptz not null default database_clock(),
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create index notification_mail_subject on notification_mail (tenant_id, subject_id);
create index notification_mail_finished on notification_mail (tenant_id, finished_at) where finished_at is not null;
-- INV-4: several failed attempts to pay are one mail.
create unique index notification_mail_payment_failed on notification_mail (tenant_id, subject_id)
  where kind = 'payment_failed' and state = 'waiting';

create table notification_preference (
  tenant_id uuid not null,
  user_id uuid not null,
  shipped boolean not null,
  delivered boolean not null,
  version integer not null default 1,
  primary key (tenant_id, user_id)
);
