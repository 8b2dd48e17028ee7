-- Each shipment arrives by itself; a part is delivered with its last one.
alter table order_shipment add column delivered_at timestamptz;
