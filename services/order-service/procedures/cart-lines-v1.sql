-- What carts do with their lines. Pure: the statement that calls them decides on the row it locked.

-- Lines with more lines: one line for each SKU, in the order in which they came, quantities added.
create or replace function order_merge_lines_v1(lines jsonb, added jsonb)
  returns jsonb
  language sql immutable strict parallel safe
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select coalesce(jsonb_agg(merged.line || jsonb_build_object('quantity', merged.quantity) order by merged.n), '[]')
  from (
    select (array_agg(x.line order by x.n))[1] as line, sum((x.line ->> 'quantity')::integer) as quantity, min(x.n) as n
    from jsonb_array_elements(lines || added) with ordinality x (line, n)
    group by x.line ->> 'sku'
  ) merged
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
