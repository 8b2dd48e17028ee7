-- Stores what the provider sent, each event once. What nobody here works on, and news of a payment that is captured
-- already, is settled at once. News of a payment whose own call is under way waits for its end: whoever brings the call
-- to its end settles them (`payment_follow_news_v1`), and if nobody does, the payment's own job asks the provider. Only
-- for all other news a job is made.
--
-- Item: {tenantId, account, eventId, type, kind: intent | refund | other, objectId, payload, paymentId?, round?}
-- Outcome: {code: stored | known}. Tenders are locked in the order of their ids, so that news that wait and the end of
-- the call cannot miss each other.
create or replace function payment_store_events_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  at_work constant interval := '10 seconds';
  one record;
  told payment_tender;
  told_id uuid;
  fate text;
begin
  -- Each tender by its key: a function in a condition is asked for every row of a table that is read from end to end.
  for one in
    select distinct (x ->> 'tenantId')::uuid as tenant_id, payment_find_told_v1(x) as id
    from jsonb_array_elements(items) x order by 1, 2
  loop
    perform from payment_tender t
    where t.tenant_id = one.tenant_id and t.id = one.id and t.state <> 'captured' for share;
  end loop;

  for one in
    select x.n::integer as n, x.item, (x.item ->> 'tenantId')::uuid as tenant_id
    from jsonb_array_elements(items) with ordinality x (item, n) order by x.item ->> 'eventId', x.n
  loop
    told_id := payment_find_told_v1(one.item);
    -- A later statement than the lock: only now the tender is as it stays until the commit.
    select * into told from payment_tender t where t.tenant_id = one.tenant_id and t.id = told_id;
    fate := case when one.item ->> 'kind' = 'other' then 'ignored' when told.state = 'captured' then 'done' else 'new' end;
    insert into payment_inbox (tenant_id, account, event_id, type, object_id, payload, state)
    values (one.tenant_id, one.item ->> 'account', one.item ->> 'eventId', one.item ->> 'type', one.item ->> 'objectId',
      one.item -> 'payload', fate)
    on conflict do nothing;
    n := one.n;
    outcome := jsonb_build_object('code', case when found then 'stored' else 'known' end);
    if found and fate = 'new'
      and not coalesce(told.state in ('unknown', 'authorised') and told.moved_at > clock_timestamp() - at_work, false)
    then
      insert into rialto_job (tenant_id, id, kind, key, due_at, data)
      values (one.tenant_id, uuidv7(), 'payment.process_webhook', one.item ->> 'eventId', database_clock(),
        jsonb_build_object('account', one.item ->> 'account', 'eventId', one.item ->> 'eventId'))
      on conflict (tenant_id, kind, key) do nothing;
    end if;
    return next;
  end loop;
end
$$;

-- The tender that an event tells of: by its intent, or, while our own call has not told us the intent yet, by the
-- metadata that we gave it.
create or replace function payment_find_told_v1(item jsonb)
  returns uuid
  language sql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select coalesce(
    (select t.id from payment_tender t
     where t.tenant_id = (item ->> 'tenantId')::uuid and t.provider_intent_id = item ->> 'objectId'),
    (select t.id from payment_tender t
     where t.tenant_id = (item ->> 'tenantId')::uuid and t.id = (item ->> 'paymentId')::uuid
       and t.round = (item ->> 'round')::integer and t.provider_intent_id is null))
  where item ->> 'kind' = 'intent'
$$;
