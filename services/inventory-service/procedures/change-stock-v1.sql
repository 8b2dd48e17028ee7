-- Changes what is physically there: receipts, adjustments and stocktakes, and the bulk setting of an import.
--
-- Item: {tenantId, sku, warehouseId, vendorId, productId, kind: 'receive' | 'adjust' | 'count', quantity, causeId}
-- `receive` and `adjust` add `quantity` (adjust may be negative), `count` sets it. A count below what is promised is
-- accepted: the difference becomes overdraft and opens a shortage case (spine 3). What was only set aside for a drop is
-- promised to nobody yet: a count takes it away, so that no drop sells what is not there.
create or replace function inventory_change_stock_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  item record;
  stock inventory_stock;
  wanted integer;
  overdraft_wanted integer;
  cut integer;
begin
  insert into inventory_stock (tenant_id, sku, warehouse_id, vendor_id, product_id)
  select distinct on (1, 2, 3) (x ->> 'tenantId')::uuid, x ->> 'sku', (x ->> 'warehouseId')::uuid,
    (x ->> 'vendorId')::uuid, (x ->> 'productId')::uuid
  from jsonb_array_elements(items) x
  order by 1, 2, 3
  on conflict do nothing;

  perform from inventory_stock s
  where (s.tenant_id, s.sku, s.warehouse_id) in (
    select (x ->> 'tenantId')::uuid, x ->> 'sku', (x ->> 'warehouseId')::uuid from jsonb_array_elements(items) x)
  order by s.tenant_id, s.sku, s.warehouse_id for no key update;

  for item in
    select x.n::integer as n, (e ->> 'tenantId')::uuid as tenant_id, e ->> 'sku' as sku,
      (e ->> 'warehouseId')::uuid as warehouse_id, e ->> 'kind' as kind, (e ->> 'quantity')::integer as quantity,
      e ->> 'causeId' as cause_id
    from jsonb_array_elements(items) with ordinality x (e, n) order by x.n
  loop
    select * into stock from inventory_stock s
    where s.tenant_id = item.tenant_id and s.sku = item.sku and s.warehouse_id = item.warehouse_id;
    wanted := case item.kind when 'count' then item.quantity else stock.on_hand + item.quantity end;
    n := item.n;
    if wanted < 0 then
      outcome := jsonb_build_object('code', 'STOCK_TOO_LOW', 'onHand', stock.on_hand);
      return next;
      continue;
    end if;
    overdraft_wanted := greatest(0, stock.reserved + stock.allocated - wanted);
    cut := greatest(0, stock.reserved + stock.allocated + stock.set_aside - wanted - overdraft_wanted);
    if item.kind = 'adjust' and item.quantity < 0 and (overdraft_wanted > stock.overdraft or cut > 0) then
      outcome := jsonb_build_object('code', 'STOCK_PROMISED', 'onHand', stock.on_hand,
        'promised', stock.reserved + stock.allocated + stock.set_aside);
      return next;
      continue;
    end if;
    if wanted <> stock.on_hand or overdraft_wanted <> stock.overdraft then
      perform inventory_shrink_slices_v1(stock, cut);
      update inventory_stock s set on_hand = wanted, overdraft = overdraft_wanted, set_aside = s.set_aside - cut
      where s.tenant_id = item.tenant_id and s.sku = item.sku and s.warehouse_id = item.warehouse_id;
      insert into inventory_movement (tenant_id, sku, warehouse_id, bucket, delta, cause, cause_id)
      select item.tenant_id, item.sku, item.warehouse_id, m.bucket, m.delta, item.kind, item.cause_id
      from (values ('on_hand', wanted - stock.on_hand), ('overdraft', overdraft_wanted - stock.overdraft),
        ('set_aside', -cut)) m (bucket, delta)
      where m.delta <> 0;
      update inventory_shortage s set closed_at = clock_timestamp()
      where s.tenant_id = item.tenant_id and s.sku = item.sku and s.warehouse_id = item.warehouse_id
        and s.closed_at is null;
      insert into inventory_shortage (tenant_id, id, sku, warehouse_id, missing)
      select item.tenant_id, uuidv7(), item.sku, item.warehouse_id, overdraft_wanted where overdraft_wanted > 0;
    end if;
    outcome := jsonb_build_object('code', 'done', 'changed', wanted <> stock.on_hand, 'onHand', wanted,
      'shortage', overdraft_wanted);
    return next;
  end loop;

  perform inventory_announce_v1((
    select jsonb_agg(jsonb_build_object('tenantId', x ->> 'tenantId', 'sku', x ->> 'sku'))
    from jsonb_array_elements(items) x), 'received');
end
$$;

-- Takes unsold units away from the slices of a level, those of the drop that opens last first. Its row is locked.
create or replace function inventory_shrink_slices_v1(stock inventory_stock, units integer)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  update inventory_slice c set unsold = c.unsold - p.part
  from (
    select k.drop_id, least(k.unsold, greatest(0, units - (sum(k.unsold) over (order by d.opens_at desc, d.id)
      - k.unsold)))::integer as part
    from inventory_slice k join inventory_drop d on d.tenant_id = k.tenant_id and d.id = k.drop_id
    where k.tenant_id = stock.tenant_id and k.sku = stock.sku and k.warehouse_id = stock.warehouse_id and k.unsold > 0
  ) p
  where units > 0 and p.part > 0 and c.tenant_id = stock.tenant_id and c.sku = stock.sku
    and c.warehouse_id = stock.warehouse_id and c.drop_id = p.drop_id;
$$;
