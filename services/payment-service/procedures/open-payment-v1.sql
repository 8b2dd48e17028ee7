-- Opens payments of a batch: tender, attempt and the job that goes on when this process dies, before the provider is
-- called. What is written was decided on what was read (`seen`, null: there was no tender); when a tender was moved
-- meanwhile, or the request has begun its attempt already, nothing is written and the outcome is `moved`.
--
-- Item: {tenantId, id, orderId, orderNumber, ownerId, amount, currency, holdId, generation, shares,
--   seen: {state, attempt, round, generation, openedBy, intentId}?, state, n, round, openedBy, isReopened,
--   attempt: {requestId, sealedMethod, returnUrl, providerKey, creates}?, job: {key, dueInSeconds}}
-- Outcome: {code: opened | moved}. Tenders are locked in the order of their ids.
create or replace function payment_open_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  one record;
  wish jsonb;
  tenant uuid;
  tender uuid;
begin
  for one in
    select x.n::integer as n, x.item from jsonb_array_elements(items) with ordinality x (item, n)
    order by x.item ->> 'tenantId', x.item ->> 'id', x.n
  loop
    wish := one.item;
    tenant := (wish ->> 'tenantId')::uuid;
    tender := (wish ->> 'id')::uuid;
    if jsonb_typeof(wish -> 'seen') is distinct from 'object' then
      insert into payment_tender (tenant_id, id, order_id, order_number, owner_id, amount, currency, state, hold_id,
        generation, attempt, round, opened_by, shares)
      values (tenant, tender, (wish ->> 'orderId')::uuid, wish ->> 'orderNumber', wish ->> 'ownerId',
        (wish ->> 'amount')::bigint, wish ->> 'currency', wish ->> 'state', (wish ->> 'holdId')::uuid,
        (wish ->> 'generation')::integer, (wish ->> 'n')::integer, (wish ->> 'round')::integer, wish ->> 'openedBy',
        wish -> 'shares')
      on conflict do nothing;
    else
      update payment_tender t set state = wish ->> 'state', attempt = (wish ->> 'n')::integer,
        round = (wish ->> 'round')::integer, opened_by = wish ->> 'openedBy', hold_id = (wish ->> 'holdId')::uuid,
        generation = (wish ->> 'generation')::integer, shares = wish -> 'shares',
        provider_intent_id = case when (wish ->> 'isReopened')::boolean then null else t.provider_intent_id end,
        client_secret = case when (wish ->> 'isReopened')::boolean then null else t.client_secret end,
        -- What the payer was asked or told last is over with a new attempt or a new round, not before.
        action_url = case when wish ->> 'state' = t.state then t.action_url end,
        failure_code = case when wish ->> 'state' = t.state then t.failure_code end,
        failure_reason = case when wish ->> 'state' = t.state then t.failure_reason end, moved_at = clock_timestamp()
      where t.tenant_id = tenant and t.id = tender and t.state = wish #>> '{seen,state}'
        and t.attempt = (wish #>> '{seen,attempt}')::integer and t.round = (wish #>> '{seen,round}')::integer
        and t.generation = (wish #>> '{seen,generation}')::integer and t.opened_by = wish #>> '{seen,openedBy}'
        and t.provider_intent_id is not distinct from wish #>> '{seen,intentId}'
        and not exists (
          select from payment_attempt a
          where a.tenant_id = tenant and a.request_id = (wish #>> '{attempt,requestId}')::uuid);
    end if;
    n := one.n;
    outcome := jsonb_build_object('code', case when found then 'opened' else 'moved' end);
    if found then
      insert into payment_attempt (tenant_id, tender_id, n, request_id, sealed_method, return_url, provider_key, creates)
      select tenant, tender, (wish ->> 'n')::integer, (a ->> 'requestId')::uuid, a ->> 'sealedMethod', a ->> 'returnUrl',
        a ->> 'providerKey', (a ->> 'creates')::boolean
      from (select wish -> 'attempt' as a) one_attempt where jsonb_typeof(a) = 'object';
      insert into rialto_job (tenant_id, id, kind, key, due_at, data)
      values (tenant, uuidv7(), 'payment.resolve', wish #>> '{job,key}',
        database_clock() + make_interval(secs => (wish #>> '{job,dueInSeconds}')::double precision),
        jsonb_build_object('tenderId', tender))
      on conflict (tenant_id, kind, key) do nothing;
    end if;
    return next;
  end loop;
end
$$;
