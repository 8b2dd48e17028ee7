-- From where on each event source is whole: what was written by older transactions may have been deleted, and no reader
-- goes back behind it. Announced hours before anything is deleted, so that every process sees it in time.
create table rialto_horizon (
  source text primary key,
  generation text not null,
  before xid8 not null,
  announced_at timestamptz not null default clock_timestamp()
);
comment on table rialto_horizon is 'no tenant: one log holds the events of all';
