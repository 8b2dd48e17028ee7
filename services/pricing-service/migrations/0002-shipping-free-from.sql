-- From goods worth this much on, this way of shipping costs nothing: one amount for each currency.
alter table pricing_shipping_rate add column free_from jsonb not null default '[]';
