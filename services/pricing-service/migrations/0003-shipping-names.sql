-- What a way of shipping is called in other languages, by language; in those that are not there it is called by its name.
alter table pricing_shipping_rate add column local_names jsonb not null default '{}';
