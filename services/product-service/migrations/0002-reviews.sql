-- What people say of a product. One review for each person and product; one that was taken over from an earlier shop has
-- no person here, but the id that the earlier shop gave it.
create table product_review (
  tenant_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  vendor_id uuid not null,
  -- `user:<id>`; null for one that was taken over.
  author_id text,
  external_id text,
  rating smallint not null check (rating between 1 and 5),
  title text not null,
  text text not null,
  language text not null check (language in ('en', 'de', 'ar')),
  verified_purchase boolean not null,
  state text not null default 'published' check (state in ('published', 'hidden')),
  hidden_reason text,
  answer text,
  answered_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  edited_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, product_id) references product_product (tenant_id, id),
  constraint product_review_author unique (tenant_id, product_id, author_id),
  constraint product_review_external unique (tenant_id, external_id),
  check ((author_id is null) = (external_id is not null)),
  check ((state = 'hidden') = (hidden_reason is not null)),
  check ((answer is null) = (answered_at is null))
);
create index product_review_shown on product_review (tenant_id, product_id, rating) where state = 'published';
create index product_review_vendor on product_review (tenant_id, vendor_id, id desc);

-- The only personal data of this service: how an author is named. A review stays true without it.
create table product_review_name (
  tenant_id uuid not null,
  review_id uuid not null,
  shown_name text not null,
  primary key (tenant_id, review_id),
  foreign key (tenant_id, review_id) references product_review (tenant_id, id) on delete cascade
);
