-- Only `active` rows are found; the others stay, so that an older reading of a product never brings it back (INV-1).
alter table search_document add column active boolean not null default true;
alter table search_document add column read_at timestamptz not null default '-infinity';
alter table search_document add column title_key text not null default '';
-- The words of title, brand, tags and categories as they are written, for corrections and suggestions.
alter table search_document add column vocabulary text[] not null default '{}';
alter table search_document drop column spelled;

drop index search_document_words;
drop index search_document_newest;
drop index search_document_categories;
create index search_document_words on search_document using gin (words) with (fastupdate = off) where active;
create index search_document_categories on search_document using gin (category_ids) with (fastupdate = off) where active;
create index search_document_newest on search_document (tenant_id, created_at desc, product_id) where active;

-- What is read for a page only leaves the row, so that filtering and counting read little.
alter table search_document set (toast_tuple_target = 128, fillfactor = 80);
alter table search_document alter column words set storage external;
alter table search_document alter column title set storage main;
alter table search_document alter column title_key set storage main;
alter table search_document alter column category_ids set storage main;
alter table search_document alter column prices set storage main;

create table search_word (
  tenant_id uuid not null,
  word text not null,
  documents integer not null default 1,
  primary key (tenant_id, word)
);
create index search_word_like on search_word using gin (word public.gin_trgm_ops);

-- What categories and vendors are called, by language.
create table search_name (
  tenant_id uuid not null,
  id uuid not null,
  name jsonb not null,
  read_at timestamptz not null,
  primary key (tenant_id, id)
);

-- When the words were counted last.
create table search_state (
  tenant_id uuid primary key,
  words_counted_at timestamptz not null
);
