-- By currency: the price without the sale that runs now, the lowest one before it, and whether other variants cost more.
alter table search_document add column offers jsonb not null default '{}';
alter table search_document alter column offers set storage main;
