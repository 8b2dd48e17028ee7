-- Requests counted in windows, shared by all gateway processes. Unlogged: after a crash the counts begin anew.
create unlogged table gateway_rate_window (
  tenant_id uuid not null,
  key text not null,
  starts_at bigint not null,
  count integer not null,
  primary key (tenant_id, key, starts_at)
);
create index gateway_rate_window_starts_at on gateway_rate_window (starts_at);
