-- What is wrong with a row that was not taken, by code and with what the reason names, so that pages say it in their
-- language. Rows of imports before this have only their reason.
alter table product_import_rejection add column problems jsonb not null default '[]';
