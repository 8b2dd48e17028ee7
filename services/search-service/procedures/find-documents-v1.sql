-- Finds products by words and filters, with counts for each facet. A function, because row-level security would keep
-- the planner from using the index on words: it passes the policy as rialto_system and joins on the tenant itself.
--
-- wanted: {tenantId, language, query, category, vendor, brands, priceMin, priceMax, currency, rating, inStock,
--          sort: relevance | price | newest | rating | name, descending, offset, limit}
create or replace function search_find_documents_v1(wanted jsonb)
  returns jsonb
  language plpgsql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  tenant uuid := (wanted ->> 'tenantId')::uuid;
  query text := coalesce(wanted ->> 'query', '');
  wanted_language text := coalesce(wanted ->> 'language', 'en');
  config regconfig := case wanted_language when 'de' then 'german' when 'ar' then 'arabic' else 'english' end;
  price_currency text := wanted ->> 'currency';
  asked tsquery := case when query = '' then null else websearch_to_tsquery(config, query) end;
  corrected text := null;
  result jsonb;
begin
  -- Nothing but stop words asks for nothing in particular.
  if numnode(coalesce(asked, ''::tsquery)) = 0 then
    asked := null;
  elsif not exists (select from search_document d where d.tenant_id = tenant and d.words @@ asked) then
    -- All words before any word; then what is spelled like it.
    asked := replace(asked::text, ' & ', ' | ')::tsquery;
    if not exists (select from search_document d where d.tenant_id = tenant and d.words @@ asked) then
      corrected := search_correct_spelling_v1(tenant, query);
      asked := case when corrected is null then asked else websearch_to_tsquery(config, corrected) end;
    end if;
  end if;

  with matched as materialized (
    select d.product_id, d.vendor_id, d.vendor_name, d.brand, d.category_ids, d.in_stock, d.rating, d.created_at,
      (d.prices ->> price_currency)::bigint as price, coalesce(d.title ->> wanted_language, d.title ->> 'en') as title,
      case when asked is null then 0 else ts_rank_cd('{0.1, 0.3, 0.5, 1.0}', d.words, asked) end as score
    from search_document d
    where d.tenant_id = tenant and (asked is null or d.words @@ asked)
  ), judged as materialized (
    select m.*,
      (wanted -> 'brands' is null or wanted -> 'brands' ? m.brand) as brand_fits,
      (wanted ->> 'category' is null or m.category_ids @> array[(wanted ->> 'category')::uuid]) as category_fits,
      (wanted ->> 'vendor' is null or m.vendor_id = (wanted ->> 'vendor')::uuid) as vendor_fits,
      (wanted ->> 'inStock' is null or m.in_stock = (wanted ->> 'inStock')::boolean) as stock_fits,
      (wanted ->> 'rating' is null or m.rating >= (wanted ->> 'rating')::numeric) as rating_fits,
      ((wanted ->> 'priceMin' is null or m.price >= (wanted ->> 'priceMin')::bigint)
        and (wanted ->> 'priceMax' is null or m.price <= (wanted ->> 'priceMax')::bigint)) as price_fits
    from matched m
  ), fitting as materialized (
    select * from judged
    where brand_fits and category_fits and vendor_fits and stock_fits and rating_fits and coalesce(price_fits, false)
  ), shown as (
    select f.product_id, f.score, f.title, row_number() over () as position
    from (
      select * from fitting
      order by
        case when wanted ->> 'sort' = 'relevance' then score end desc,
        case when wanted ->> 'sort' = 'price' and not (wanted ->> 'descending')::boolean then price end asc nulls last,
        case when wanted ->> 'sort' = 'price' and (wanted ->> 'descending')::boolean then price end desc nulls last,
        case when wanted ->> 'sort' = 'rating' then rating end desc nulls last,
        case when wanted ->> 'sort' = 'name' and not (wanted ->> 'descending')::boolean then title end asc,
        case when wanted ->> 'sort' = 'name' and (wanted ->> 'descending')::boolean then title end desc,
        case when wanted ->> 'sort' = 'newest' and not (wanted ->> 'descending')::boolean then created_at end asc,
        in_stock desc, created_at desc, product_id
      offset (wanted ->> 'offset')::integer limit (wanted ->> 'limit')::integer
    ) f
  )
  select jsonb_build_object(
    'corrected', corrected,
    'total', (select count(*) from fitting),
    'found', (select coalesce(jsonb_agg(jsonb_build_object('productId', s.product_id, 'score', s.score,
        'title', case when asked is null then s.title
          else ts_headline(config, s.title, asked, 'StartSel=<mark>, StopSel=</mark>, HighlightAll=true') end,
        'description', case when asked is null then null
          else ts_headline(config, coalesce(d.description ->> wanted_language, d.description ->> 'en', ''), asked,
            'StartSel=<mark>, StopSel=</mark>, MaxFragments=1, MaxWords=25, MinWords=8') end
      ) order by s.position), '[]')
      from shown s join search_document d on d.tenant_id = tenant and d.product_id = s.product_id),
    -- Each facet counts what would be found if its own filter were another: true numbers to choose from.
    'brands', (select coalesce(jsonb_agg(jsonb_build_object('value', brand, 'count', n) order by n desc, brand), '[]')
      from (select brand, count(*) as n from judged where brand is not null and category_fits and vendor_fits
        and stock_fits and rating_fits and coalesce(price_fits, false) group by brand order by n desc, brand limit 30) b),
    'categories', (select coalesce(jsonb_agg(jsonb_build_object('value', category_id, 'count', n) order by n desc, category_id), '[]')
      from (select category_id, count(*) as n from judged, unnest(category_ids) category_id where brand_fits
        and vendor_fits and stock_fits and rating_fits and coalesce(price_fits, false)
        group by category_id order by n desc, category_id limit 50) c),
    'vendors', (select coalesce(jsonb_agg(jsonb_build_object('value', vendor_id, 'name', vendor_name, 'count', n) order by n desc, vendor_id), '[]')
      from (select vendor_id, min(vendor_name) as vendor_name, count(*) as n from judged where brand_fits
        and category_fits and stock_fits and rating_fits and coalesce(price_fits, false)
        group by vendor_id order by n desc, vendor_id limit 30) v),
    'price', (select jsonb_build_object('min', min(price), 'max', max(price), 'currency', price_currency)
      from judged where brand_fits and category_fits and vendor_fits and stock_fits and rating_fits),
    'inStock', (select jsonb_build_object('true', count(*) filter (where in_stock),
        'false', count(*) filter (where not in_stock))
      from judged where brand_fits and category_fits and vendor_fits and rating_fits and coalesce(price_fits, false))
  ) into result;
  return result;
end
$$;

-- The words of the catalogue that are spelled most like what was asked for; null when nothing is near.
create or replace function search_correct_spelling_v1(tenant uuid, query text)
  returns text
  language sql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select string_agg(coalesce(near.word, asked.word), ' ') filter (where near.word is not null or asked.n = 1)
  from regexp_split_to_table(lower(left(query, 100)), '\s+') with ordinality asked (word, n)
  left join lateral (
    select word from (
      select word, public.similarity(word, asked.word) as near
      from (
        select d.spelled from search_document d
        where d.tenant_id = tenant and d.spelled operator(public.%>) asked.word
        order by public.word_similarity(asked.word, d.spelled) desc limit 20
      ) candidates, regexp_split_to_table(candidates.spelled, '\s+') word
    ) words
    where near >= 0.35
    order by near desc, word limit 1
  ) near on true
  having bool_or(near.word is not null);
$$;

-- Titles that begin with, or are spelled like, what is being typed.
create or replace function search_suggest_v1(tenant uuid, query text, language text, suggestions_max integer)
  returns table (title text, product_id uuid, slug text)
  language sql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select coalesce(d.title ->> language, d.title ->> 'en'), d.product_id, d.slug
  from search_document d
  where d.tenant_id = tenant and d.spelled operator(public.%>) lower(left(query, 100))
  order by (lower(coalesce(d.title ->> language, d.title ->> 'en')) like lower(left(query, 100)) || '%') desc,
    public.word_similarity(lower(left(query, 100)), d.spelled) desc, d.in_stock desc, d.product_id
  limit suggestions_max;
$$;
