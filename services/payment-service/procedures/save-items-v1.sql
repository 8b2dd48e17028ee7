-- Writes what a refund, a delivery or a settlement made of items. They are locked already; each is found by its key.
create or replace function payment_save_items_v1(wanted_tenant uuid, items jsonb)
  returns void
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  s record;
begin
  for s in
    select * from jsonb_to_recordset(items) x (id uuid, commission bigint, "commissionTax" bigint, "paidBack" bigint,
      "fundedBack" bigint, "commissionBack" bigint, "commissionTaxBack" bigint, "goodwillBack" bigint,
      "availableOn" date, "settlementId" uuid)
  loop
    update payment_item i set commission = s.commission, commission_tax = s."commissionTax", paid_back = s."paidBack",
      funded_back = s."fundedBack", commission_back = s."commissionBack",
      commission_tax_back = s."commissionTaxBack", goodwill_back = s."goodwillBack", available_on = s."availableOn", settlement_id = s."settlementId"
    where i.tenant_id = wanted_tenant and i.id = s.id;
  end loop;
end
$$;
