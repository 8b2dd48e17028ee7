-- What carts do with their lines. Pure: the statement that calls them decides on the row it locked.

-- Lines with more lines: one line for each SKU, in the order in which they came, quantities added. Units of a drop and of
-- normal sale are not added up: a line of a drop takes the place of what else there is of its SKU, and keeps it.
create or replace function order_merge_lines_v1(lines jsonb, added jsonb)
  returns jsonb
  language sql immutable strict parallel safe
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select coalesce(jsonb_agg(merged.line || jsonb_build_object('quantity', merged.quantity) order by merged.n), '[]')
  from (
    select (array_agg(x.line order by x.n))[1] as line, sum((x.line ->> 'quantity')::integer) as quantity, min(x.n) as n
    from jsonb_array_elements(lines || added) with ordinality x (line, n)
    where x.line ->> 'dropId' is not distinct from (
      select d.line ->> 'dropId' from jsonb_array_elements(lines || added) with ordinality d (line, n)
      where d.line ->> 'sku' = x.line ->> 'sku' and d.line ->> 'dropId' is not null order by d.n desc limit 1)
    group by x.line ->> 'sku'
  ) merged
$$;

-- Whether something of normal sale would be added to a SKU of which the cart holds units of a drop.
create or replace function order_lines_clash_v1(lines jsonb, added jsonb)
  returns boolean
  language sql immutable strict parallel safe
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select exists (
    select from jsonb_array_elements(added) a join jsonb_array_elements(lines) l on l ->> 'sku' = a ->> 'sku'
    where l ->> 'dropId' is not null and a ->> 'dropId' is null)
$$;

create or replace function order_lines_fit_v1(lines jsonb, lines_max integer, quantity_max integer)
  returns boolean
  language sql immutable strict parallel safe
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select jsonb_array_length(lines) <= lines_max and not exists (
    select from jsonb_array_elements(lines) line where (line ->> 'quantity')::integer > quantity_max)
$$;

create or replace function order_set_quantity_v1(lines jsonb, line_id text, quantity integer)
  returns jsonb
  language sql immutable strict parallel safe
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select coalesce(jsonb_agg(
    case when x.line ->> 'lineId' = line_id then x.line || jsonb_build_object('quantity', quantity) else x.line end
    order by x.n), '[]')
  from jsonb_array_elements(lines) with ordinality x (line, n)
  where quantity > 0 or x.line ->> 'lineId' <> line_id
$$;
