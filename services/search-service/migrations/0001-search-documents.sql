-- One row for each product that is for sale: a projection of the catalogue, prices and stock. It can be dropped and
-- built again at any time (INV-1).
create table search_document (
  tenant_id uuid not null,
  product_id uuid not null,
  vendor_id uuid not null,
  vendor_name text not null,
  slug text not null,
  title jsonb not null,
  description jsonb not null,
  brand text,
  image text,
  category_ids uuid[] not null,
  category_names jsonb not null,
  attributes jsonb not null,
  -- The lowest price of the variants, by currency, in minor units.
  prices jsonb not null,
  in_stock boolean not null,
  rating numeric(3, 2),
  created_at timestamptz not null,
  -- Words of all languages, each by the rules of its language; titles weigh most.
  words tsvector not null,
  -- What spelling mistakes are compared with.
  spelled text not null,
  primary key (tenant_id, product_id)
);
create index search_document_words on search_document using gin (words);
create index search_document_spelled on search_document using gin (spelled public.gin_trgm_ops);
create index search_document_newest on search_document (tenant_id, created_at desc, product_id);
create index search_document_vendor on search_document (tenant_id, vendor_id);
create index search_document_categories on search_document using gin (category_ids);
