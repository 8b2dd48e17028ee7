-- Applies what was decided on the provider's word to tenders of a batch, each whole or not at all: state, intent,
-- attempts, events, jobs, stored webhooks, the journal of a sale, and the reply of the request that waits for it. It was
-- decided on what was read (`seen`); a tender that was moved meanwhile is left alone, and the outcome is `moved`.
--
-- Item: {tenantId, tenderId, orderId, seen: {state, attempt, round, generation, intentId}, intentId, clientSecret, state,
--   actionUrl, failureCode, failureReason, fee, isFinal, isAtWork, events: [{type, data}], traceparent,
--   job: {key, dueInSeconds}?, doneJobs: [key], journal?, reply: {keyId, fingerprint, status, text}?}
-- Outcome: {code: applied | moved, isAnswered: the reply was stored}
-- Locks, in the one order of the product: keys by id, tenders by id, the ledger's guards.
create or replace function payment_apply_news_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  one record;
  wish jsonb;
  tenant uuid;
  tender uuid;
  key_id uuid;
  keys uuid[];
  journals jsonb := '[]';
begin
  with claimed as (
    insert into rialto_idempotency (tenant_id, id, fingerprint, status, reply)
    select (x ->> 'tenantId')::uuid, (x #>> '{reply,keyId}')::uuid, x #>> '{reply,fingerprint}',
      (x #>> '{reply,status}')::smallint, x #>> '{reply,text}'
    from jsonb_array_elements(items) x
    where jsonb_typeof(x -> 'reply') = 'object'
    order by 1, 2
    on conflict do nothing
    returning id
  )
  select coalesce(array_agg(id), '{}') into keys from claimed;

  for one in
    select distinct (x ->> 'tenantId')::uuid as tenant_id, (x ->> 'tenderId')::uuid as id
    from jsonb_array_elements(items) x order by 1, 2
  loop
    perform from payment_tender t where t.tenant_id = one.tenant_id and t.id = one.id for no key update;
  end loop;

  for one in select x.n::integer as n, x.item from jsonb_array_elements(items) with ordinality x (item, n) order by x.n
  loop
    wish := one.item;
    tenant := (wish ->> 'tenantId')::uuid;
    tender := (wish ->> 'tenderId')::uuid;
    key_id := (wish #>> '{reply,keyId}')::uuid;
    update payment_tender t set state = wish ->> 'state', action_url = wish ->> 'actionUrl',
      provider_intent_id = coalesce(t.provider_intent_id, wish ->> 'intentId'),
      client_secret = case when (wish ->> 'isFinal')::boolean then null
        else coalesce(t.client_secret, wish ->> 'clientSecret') end,
      failure_code = wish ->> 'failureCode', failure_reason = wish ->> 'failureReason',
      provider_fee = coalesce((wish ->> 'fee')::bigint, t.provider_fee), moved_at = clock_timestamp()
    where t.tenant_id = tenant and t.id = tender and t.state = wish #>> '{seen,state}'
      and t.attempt = (wish #>> '{seen,attempt}')::integer and t.round = (wish #>> '{seen,round}')::integer
      and t.generation = (wish #>> '{seen,generation}')::integer
      and t.provider_intent_id is not distinct from wish #>> '{seen,intentId}';
    n := one.n;
    if found then
      perform payment_follow_news_v1(wish);
      if jsonb_typeof(wish -> 'journal') = 'object' then
        journals := journals || ((wish -> 'journal') || jsonb_build_object('tenantId', tenant));
      end if;
      outcome := jsonb_build_object('code', 'applied', 'isAnswered', coalesce(key_id = any (keys), false));
    else
      -- What is not applied leaves no trace: the key may be used again.
      delete from rialto_idempotency i where i.tenant_id = tenant and i.id = key_id and key_id = any (keys);
      outcome := jsonb_build_object('code', 'moved', 'isAnswered', false);
    end if;
    -- A twin of the request in the same batch must neither answer under the key nor give it back.
    keys := array_remove(keys, key_id);
    return next;
  end loop;

  if journals <> '[]' then
    if exists (
      select from payment_append_journals_v1(journals) j where j.outcome ->> 'code' not in ('posted', 'same'))
    then
      raise exception 'INV-5: the journal of a sale was refused' using errcode = '23514';
    end if;
  end if;
end
$$;

-- What follows from one tender's move, in the commit of the move. The tender is locked: it is the lock of its stream.
create or replace function payment_follow_news_v1(wish jsonb)
  returns void
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  tenant uuid := (wish ->> 'tenantId')::uuid;
  tender uuid := (wish ->> 'tenderId')::uuid;
begin
  -- The provider has answered: the sealed methods are erased.
  if wish ->> 'state' <> 'unknown' then
    update payment_attempt a set final = true, sealed_method = null
    where a.tenant_id = tenant and a.tender_id = tender and not a.final;
  end if;

  insert into rialto_outbox (tenant_id, id, type, subject, data, traceparent)
  select tenant, uuidv7(), e.event ->> 'type', 'order:' || (wish ->> 'orderId'), e.event -> 'data', wish ->> 'traceparent'
  from jsonb_array_elements(wish -> 'events') with ordinality e (event, place) order by e.place;

  if jsonb_typeof(wish -> 'job') = 'object' then
    insert into rialto_job (tenant_id, id, kind, key, due_at, data)
    values (tenant, uuidv7(), 'payment.resolve', wish #>> '{job,key}',
      database_clock() + make_interval(secs => (wish #>> '{job,dueInSeconds}')::double precision),
      jsonb_build_object('tenderId', tender))
    on conflict (tenant_id, kind, key) do nothing;
  end if;

  if (wish ->> 'isFinal')::boolean then
    -- Nobody needs to ask any more. A job that somebody else has in hand finds that by itself.
    delete from rialto_job j
    using (
      select d.tenant_id, d.id from rialto_job d
      where d.tenant_id = tenant and d.kind = 'payment.resolve'
        and d.key in (select jsonb_array_elements_text(wish -> 'doneJobs'))
      for update skip locked
    ) done
    where j.tenant_id = done.tenant_id and j.id = done.id;
    update payment_inbox i set state = 'done'
    where i.tenant_id = tenant and i.object_id = wish ->> 'intentId' and i.state = 'new';
  elsif not (wish ->> 'isAtWork')::boolean then
    -- News that waited for the end of our call may tell of what came after it.
    insert into rialto_job (tenant_id, id, kind, key, due_at, data)
    select tenant, uuidv7(), 'payment.process_webhook', i.event_id, database_clock(),
      jsonb_build_object('account', i.account, 'eventId', i.event_id)
    from payment_inbox i
    where i.tenant_id = tenant and i.object_id = wish ->> 'intentId' and i.state = 'new'
    on conflict (tenant_id, kind, key) do nothing;
  end if;
end
$$;
