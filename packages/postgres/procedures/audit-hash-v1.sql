-- What an entry's hash is made of: the hash before it and every column, in one spelling.
create or replace function rialto_audit_hash_v1(entry rialto_audit)
  returns bytea
  language sql stable
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select sha256(entry.previous || convert_to(jsonb_build_array(
    entry.tenant_id, entry.seq, entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    entry.service, entry.endpoint, entry.actor_kind, entry.actor_id, entry.actor_role, entry.vendor_id,
    to_jsonb(entry.subjects), entry.outcome, entry.trace_id, entry.given, entry.changes)::text, 'UTF8'))
$$;
