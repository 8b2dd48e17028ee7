-- Publishes what a change of stock means to others, judged over all places of a SKU: `inventory.low` when the free
-- units fall to the mark, `inventory.availability_changed` when the last unit goes or the first comes. It is judged on
-- the state after the change and remembered in `inventory_signal`, so that a state is announced once.
create or replace function inventory_announce_v1(touched jsonb, cause text)
  returns void
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
begin
  if touched is null then
    return;
  end if;
  with level as (
    select s.tenant_id, s.sku, min(s.product_id::text)::uuid as product_id, min(s.vendor_id::text)::uuid as vendor_id,
      sum(s.on_hand + s.overdraft - s.reserved - s.allocated - s.set_aside)::integer as free, sum(s.low_at)::integer as low_at
    from (select distinct (t ->> 'tenantId')::uuid as tenant_id, t ->> 'sku' as sku
          from jsonb_array_elements(touched) t) k
    join inventory_stock s on s.tenant_id = k.tenant_id and s.sku = k.sku
    group by s.tenant_id, s.sku
  ), judged as (
    select level.*, case when free <= 0 then 'out' when free <= low_at then 'low' else 'plenty' end as signal from level
  ), changed as (
    insert into inventory_signal (tenant_id, sku, signal)
    select tenant_id, sku, signal from judged order by tenant_id, sku
    on conflict (tenant_id, sku) do update set signal = excluded.signal
      where inventory_signal.signal <> excluded.signal
    returning tenant_id, sku, signal, old.signal as before
  )
  insert into rialto_outbox (tenant_id, id, type, subject, data)
  select c.tenant_id, uuidv7(), e.type, 'sku:' || c.sku, e.data
  from changed c join judged j on j.tenant_id = c.tenant_id and j.sku = c.sku,
    lateral (values
      ('inventory.low', c.signal = 'low' and coalesce(c.before, 'plenty') = 'plenty' and cause <> 'received',
        jsonb_build_object('sku', c.sku, 'productId', j.product_id, 'vendorId', j.vendor_id, 'free', j.free)),
      ('inventory.availability_changed', (c.signal = 'out') <> (coalesce(c.before, 'out') = 'out'),
        jsonb_build_object('sku', c.sku, 'productId', j.product_id, 'vendorId', j.vendor_id, 'inStock', c.signal <> 'out'))
    ) e (type, wanted, data)
  where e.wanted;
end
$$;
