-- Lists of a vendor's products by title: as much of it as a cursor holds.
create index product_product_title on product_product (tenant_id, vendor_id, (left(lower(title ->> 'en'), 60)), id);
