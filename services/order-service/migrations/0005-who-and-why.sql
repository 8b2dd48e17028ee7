-- Who moved an order and what made them: `customer:<id>`, `vendor:<id>`, `operator:<id>` or `service:<name>`, and the
-- operation, job or event. Null for events of before, and for those that create an order: its owner did.
alter table order_event add column actor text, add column cause text;
