-- What the options and facts of a product are called in other languages, by language and by the words themselves. The
-- words stay what SKUs and filters go by; what is not said here is shown as it is.
alter table product_product add column words jsonb not null default '{}';
