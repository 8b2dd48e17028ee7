-- Adds an entry to the chain of the transaction's marketplace, in the transaction of the change. Called last: the lock
-- on the chain's head is held until the commit. A transaction that changed nothing gets no entry, unless it is wanted.
--
-- Entry: {service, endpoint, actorKind, actorId, actorRole?, vendorId?, subjects, outcome, traceId, given, changes}
create or replace function rialto_append_audit_v1(entry jsonb, is_wanted_anyway boolean)
  returns bigint
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  mine uuid := tenant();
  head rialto_audit_head;
  fresh rialto_audit;
begin
  if not is_wanted_anyway and pg_current_xact_id_if_assigned() is null then
    return null;
  end if;
  insert into rialto_audit_head (tenant_id, seq, hash) values (mine, 0, '') on conflict (tenant_id) do nothing;
  select * into strict head from rialto_audit_head h where h.tenant_id = mine for no key update;

  fresh.tenant_id := mine;
  fresh.seq := head.seq + 1;
  fresh.id := uuidv7();
  fresh.at := database_clock();
  fresh.service := entry ->> 'service';
  fresh.endpoint := entry ->> 'endpoint';
  fresh.actor_kind := entry ->> 'actorKind';
  fresh.actor_id := entry ->> 'actorId';
  fresh.actor_role := entry ->> 'actorRole';
  fresh.vendor_id := entry ->> 'vendorId';
  fresh.subjects := array(select jsonb_array_elements_text(entry -> 'subjects'));
  fresh.outcome := entry ->> 'outcome';
  fresh.trace_id := entry ->> 'traceId';
  fresh.given := entry -> 'given';
  fresh.changes := entry -> 'changes';
  fresh.previous := head.hash;
  fresh.hash := rialto_audit_hash_v1(fresh);

  insert into rialto_audit select fresh.*;
  insert into rialto_audit_subject (tenant_id, subject, entry_id)
  select mine, subject, fresh.id from unnest(fresh.subjects) subject on conflict do nothing;
  update rialto_audit_head h set seq = fresh.seq, hash = fresh.hash where h.tenant_id = mine;
  return fresh.seq;
end
$$;
