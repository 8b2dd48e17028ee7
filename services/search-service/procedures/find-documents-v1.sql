-- Finding products. Functions, because row-level security would keep the planner from using the index on words: they
-- pass the policy as rialto_system and name the tenant themselves.
--
-- wanted: {tenantId, language, words, any, category, vendor, brands, priceMin, priceMax, currency, rating, inStock, onSale,
--          sort: relevance | price | newest | rating | name | most_wanted, descending, offset, limit}

-- What the words ask for, by the rules of the language and of English; with `any`, one of them suffices.
create or replace function search_query_v1(wanted jsonb)
  returns tsquery
  language sql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select case when numnode(q) = 0 then null
    when (wanted ->> 'any')::boolean then replace(q::text, ' & ', ' | ')::tsquery
    else q end
  from (select case wanted ->> 'language'
    when 'de' then plainto_tsquery('german', wanted ->> 'words') || plainto_tsquery('english', wanted ->> 'words')
    when 'ar' then plainto_tsquery('arabic', wanted ->> 'words') || plainto_tsquery('english', wanted ->> 'words')
    else plainto_tsquery('english', wanted ->> 'words') end as q) asked
$$;

-- One page of what fits, the best first. `matches` says whether the words are anywhere, whatever the filters.
create or replace function search_find_documents_v1(wanted jsonb)
  returns jsonb
  language plpgsql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  tenant uuid := (wanted ->> 'tenantId')::uuid;
  speech text := wanted ->> 'language';
  config regconfig := case wanted ->> 'language' when 'de' then 'german' when 'ar' then 'arabic' else 'english' end;
  asked tsquery := search_query_v1(wanted);
  money text := wanted ->> 'currency';
  wanted_brands text[] := (select array_agg(b) from jsonb_array_elements_text(wanted -> 'brands') b);
  wanted_category uuid := (wanted ->> 'category')::uuid;
  wanted_vendor uuid := (wanted ->> 'vendor')::uuid;
  wanted_stock boolean := (wanted ->> 'inStock')::boolean;
  wanted_rating numeric := (wanted ->> 'rating')::numeric;
  wanted_sale boolean := (wanted ->> 'onSale')::boolean;
  price_min bigint := (wanted ->> 'priceMin')::bigint;
  price_max bigint := (wanted ->> 'priceMax')::bigint;
  sort text := wanted ->> 'sort';
  direction integer := case when (wanted ->> 'descending')::boolean then -1 else 1 end;
  skipped integer := (wanted ->> 'offset')::integer;
  shown integer := (wanted ->> 'limit')::integer;
  -- Ranking reads the words of each row; of a broad query this many are ranked.
  ranked_max constant integer := 2000;
  page uuid[];
  scores real[];
begin
  if asked is null and coalesce(wanted ->> 'words', '') <> '' then
    -- Nothing but stop words asks for nothing in particular.
    sort := case sort when 'relevance' then 'newest' else sort end;
  end if;
  if asked is not null and sort = 'relevance' then
    select array_agg(product_id order by n), array_agg(score order by n) into page, scores
    from (
      select row_number() over (order by score * direction, in_stock desc, created_at desc, product_id) as n, product_id, score
      from (
        -- What is sold out stands a little further back.
        select d.product_id, d.in_stock, d.created_at,
          ts_rank_cd('{0.05, 0.2, 0.5, 1}', d.words, asked, 1) * case when d.in_stock then 1 else 0.8 end as score
        from search_document d
        where d.tenant_id = tenant and d.active and d.words @@ asked
          and (wanted_brands is null or d.brand = any (wanted_brands))
          and (wanted_category is null or d.category_ids @> array[wanted_category])
          and (wanted_vendor is null or d.vendor_id = wanted_vendor)
          and (wanted_stock is null or d.in_stock = wanted_stock)
          and (wanted_rating is null or d.rating >= wanted_rating)
          and (wanted_sale is null or coalesce(d.offers -> money ? 'was', false) = wanted_sale)
          and (price_min is null or (d.prices ->> money)::bigint >= price_min)
          and (price_max is null or (d.prices ->> money)::bigint <= price_max)
        limit ranked_max
      ) ranked
      order by n offset skipped limit shown
    ) p;
  elsif asked is null and sort = 'newest' and direction = -1 then
    -- The index has this order already.
    select array_agg(product_id order by created_at desc, product_id) into page
    from (
      select d.product_id, d.created_at from search_document d
      where d.tenant_id = tenant and d.active
        and (wanted_brands is null or d.brand = any (wanted_brands))
        and (wanted_category is null or d.category_ids @> array[wanted_category])
        and (wanted_vendor is null or d.vendor_id = wanted_vendor)
        and (wanted_stock is null or d.in_stock = wanted_stock)
        and (wanted_rating is null or d.rating >= wanted_rating)
        and (wanted_sale is null or coalesce(d.offers -> money ? 'was', false) = wanted_sale)
        and (price_min is null or (d.prices ->> money)::bigint >= price_min)
        and (price_max is null or (d.prices ->> money)::bigint <= price_max)
      order by d.created_at desc, d.product_id offset skipped limit shown
    ) p;
  elsif asked is null and sort = 'most_wanted' and direction = -1 then
    -- So has another index this one.
    select array_agg(product_id order by sold_30_days desc, sold_90_days desc, rating desc nulls last, created_at desc,
      product_id) into page
    from (
      select d.product_id, d.sold_30_days, d.sold_90_days, d.rating, d.created_at from search_document d
      where d.tenant_id = tenant and d.active
        and (wanted_brands is null or d.brand = any (wanted_brands))
        and (wanted_category is null or d.category_ids @> array[wanted_category])
        and (wanted_vendor is null or d.vendor_id = wanted_vendor)
        and (wanted_stock is null or d.in_stock = wanted_stock)
        and (wanted_rating is null or d.rating >= wanted_rating)
        and (wanted_sale is null or coalesce(d.offers -> money ? 'was', false) = wanted_sale)
        and (price_min is null or (d.prices ->> money)::bigint >= price_min)
        and (price_max is null or (d.prices ->> money)::bigint <= price_max)
      order by d.sold_30_days desc, d.sold_90_days desc, d.rating desc nulls last, d.created_at desc, d.product_id
      offset skipped limit shown
    ) p;
  else
    select array_agg(product_id order by n) into page
    from (
      select row_number() over (order by key * direction nulls last, key_2 * direction, key_3 * direction nulls last,
          key_4 * direction,
          case when sort = 'name' and direction = 1 then name end,
          case when sort = 'name' and direction = -1 then name end desc, product_id) as n, product_id
      from (
        select d.product_id, d.title_key as name,
          case sort when 'price' then (d.prices ->> money)::numeric when 'rating' then d.rating
            when 'newest' then extract(epoch from d.created_at) when 'most_wanted' then d.sold_30_days end as key,
          case sort when 'most_wanted' then d.sold_90_days end as key_2,
          case sort when 'most_wanted' then d.rating end as key_3,
          case sort when 'most_wanted' then extract(epoch from d.created_at) end as key_4
        from search_document d
        where d.tenant_id = tenant and d.active and asked is not null and d.words @@ asked
          and (wanted_brands is null or d.brand = any (wanted_brands))
          and (wanted_category is null or d.category_ids @> array[wanted_category])
          and (wanted_vendor is null or d.vendor_id = wanted_vendor)
          and (wanted_stock is null or d.in_stock = wanted_stock)
          and (wanted_rating is null or d.rating >= wanted_rating)
          and (wanted_sale is null or coalesce(d.offers -> money ? 'was', false) = wanted_sale)
          and (price_min is null or (d.prices ->> money)::bigint >= price_min)
          and (price_max is null or (d.prices ->> money)::bigint <= price_max)
        union all
        select d.product_id, d.title_key,
          case sort when 'price' then (d.prices ->> money)::numeric when 'rating' then d.rating
            when 'newest' then extract(epoch from d.created_at) when 'most_wanted' then d.sold_30_days end,
          case sort when 'most_wanted' then d.sold_90_days end,
          case sort when 'most_wanted' then d.rating end,
          case sort when 'most_wanted' then extract(epoch from d.created_at) end
        from search_document d
        where d.tenant_id = tenant and d.active and asked is null
          and (wanted_brands is null or d.brand = any (wanted_brands))
          and (wanted_category is null or d.category_ids @> array[wanted_category])
          and (wanted_vendor is null or d.vendor_id = wanted_vendor)
          and (wanted_stock is null or d.in_stock = wanted_stock)
          and (wanted_rating is null or d.rating >= wanted_rating)
          and (wanted_sale is null or coalesce(d.offers -> money ? 'was', false) = wanted_sale)
          and (price_min is null or (d.prices ->> money)::bigint >= price_min)
          and (price_max is null or (d.prices ->> money)::bigint <= price_max)
      ) keyed
      order by n offset skipped limit shown
    ) p;
  end if;

  return jsonb_build_object(
    'matches', asked is null or page is not null
      or exists (select from search_document d where d.tenant_id = tenant and d.active and d.words @@ asked),
    'found', (select coalesce(jsonb_agg(jsonb_build_object(
        'productId', d.product_id, 'vendorId', d.vendor_id, 'vendorName', d.vendor_name, 'slug', d.slug, 'brand', d.brand,
        'image', d.image, 'inStock', d.in_stock, 'rating', d.rating::float8, 'price', (d.prices ->> money)::bigint,
        'offer', d.offers -> money,
        'score', coalesce(scores[s.n], 0), 'title', t.title,
        'markedTitle', case when asked is null then t.title
          else ts_headline(config, t.title, asked, E'StartSel=\x01, StopSel=\x02, HighlightAll=true') end,
        'markedDescription', case when asked is not null then ts_headline(config,
          left(coalesce(d.description ->> speech, d.description ->> 'en', ''), 2000), asked,
          E'StartSel=\x01, StopSel=\x02, MaxFragments=1, MaxWords=25, MinWords=8') end) order by s.n), '[]')
      from unnest(page) with ordinality s (id, n)
      join search_document d on d.tenant_id = tenant and d.product_id = s.id,
      lateral (select coalesce(d.title ->> speech, d.title ->> 'en') as title) t));
end
$$;

-- How many fit, and for each facet what choosing another of its values would find. Counted over at most 10,000 matches,
-- the newest ones when nothing narrows them. Browsing one category counts what lies in it.
create or replace function search_count_facets_v1(wanted jsonb)
  returns jsonb
  language plpgsql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  tenant uuid := (wanted ->> 'tenantId')::uuid;
  asked tsquery := search_query_v1(wanted);
  money text := wanted ->> 'currency';
  wanted_brands text[] := (select array_agg(b) from jsonb_array_elements_text(wanted -> 'brands') b);
  wanted_category uuid := (wanted ->> 'category')::uuid;
  wanted_vendor uuid := (wanted ->> 'vendor')::uuid;
  wanted_stock boolean := (wanted ->> 'inStock')::boolean;
  wanted_rating numeric := (wanted ->> 'rating')::numeric;
  wanted_sale boolean := (wanted ->> 'onSale')::boolean;
  price_min bigint := (wanted ->> 'priceMin')::bigint;
  price_max bigint := (wanted ->> 'priceMax')::bigint;
  price_steps bigint[] := (select array_agg(s::bigint) from jsonb_array_elements_text(wanted -> 'priceSteps') s);
  browsing_category constant boolean := asked is null and wanted_category is not null;
  counted_max constant integer := 10000;
  result jsonb;
begin
  with matched as materialized (
    (select d.vendor_id, d.brand, d.category_ids, d.in_stock, d.rating, (d.prices ->> money)::bigint as price,
       coalesce(d.offers -> money ? 'was', false) as on_sale
     from search_document d
     where asked is not null and d.tenant_id = tenant and d.active and d.words @@ asked limit counted_max)
    union all
    (select d.vendor_id, d.brand, d.category_ids, d.in_stock, d.rating, (d.prices ->> money)::bigint,
       coalesce(d.offers -> money ? 'was', false)
     from search_document d
     where browsing_category and d.tenant_id = tenant and d.active and d.category_ids @> array[wanted_category]
     limit counted_max)
    union all
    (select d.vendor_id, d.brand, d.category_ids, d.in_stock, d.rating, (d.prices ->> money)::bigint,
       coalesce(d.offers -> money ? 'was', false)
     from search_document d
     where asked is null and wanted_category is null and d.tenant_id = tenant and d.active
     order by d.created_at desc, d.product_id limit counted_max)
  ), judged as materialized (
    select m.*,
      (wanted_brands is null or coalesce(m.brand = any (wanted_brands), false)) as brand_fits,
      (wanted_category is null or m.category_ids @> array[wanted_category]) as category_fits,
      (wanted_vendor is null or m.vendor_id = wanted_vendor) as vendor_fits,
      (wanted_stock is null or m.in_stock = wanted_stock) as stock_fits,
      (wanted_sale is null or m.on_sale = wanted_sale) as sale_fits,
      (wanted_rating is null or coalesce(m.rating >= wanted_rating, false)) as rating_fits,
      (coalesce(m.price >= price_min, price_min is null) and coalesce(m.price <= price_max, price_max is null)) as price_fits
    from matched m
  )
  select jsonb_build_object(
    'counted', (select count(*) from matched),
    'total', (select count(*) from judged where brand_fits and category_fits and vendor_fits and stock_fits and price_fits
      and sale_fits and rating_fits),
    'brands', (select coalesce(jsonb_agg(jsonb_build_object('value', brand, 'count', n) order by n desc, brand), '[]')
      from (select brand, count(*) as n from judged where brand is not null and category_fits and vendor_fits
        and stock_fits and price_fits and sale_fits and rating_fits group by brand order by n desc, brand limit 30) b),
    'categories', (select coalesce(jsonb_agg(jsonb_build_object('value', category_id, 'count', n, 'name',
        (select name from search_name where tenant_id = tenant and id = category_id)) order by n desc, category_id), '[]')
      from (select category_id, count(*) as n from judged, unnest(category_ids) category_id where brand_fits
        and vendor_fits and stock_fits and price_fits and sale_fits and rating_fits
        group by category_id order by n desc, category_id limit 50) c),
    'vendors', (select coalesce(jsonb_agg(jsonb_build_object('value', vendor_id, 'count', n, 'name',
        (select name from search_name where tenant_id = tenant and id = vendor_id)) order by n desc, vendor_id), '[]')
      from (select vendor_id, count(*) as n from judged where brand_fits and category_fits and stock_fits and price_fits
        and sale_fits and rating_fits group by vendor_id order by n desc, vendor_id limit 30) v),
    'price', (select jsonb_build_object('min', min(price), 'max', max(price), 'ranges', coalesce((
        select jsonb_agg(jsonb_build_object('min', price_steps[step], 'max', price_steps[step + 1], 'count', n) order by step)
        from (select width_bucket(p.price, price_steps) as step, count(*) as n from judged p
          where p.price is not null and p.brand_fits and p.category_fits and p.vendor_fits and p.stock_fits
            and p.sale_fits and p.rating_fits
          group by step) r), '[]'))
      from judged where brand_fits and category_fits and vendor_fits and stock_fits and sale_fits and rating_fits),
    'inStock', (select jsonb_build_object('true', count(*) filter (where in_stock),
        'false', count(*) filter (where not in_stock))
      from judged where brand_fits and category_fits and vendor_fits and price_fits and sale_fits and rating_fits),
    'onSale', (select jsonb_build_object('true', count(*) filter (where on_sale),
        'false', count(*) filter (where not on_sale))
      from judged where brand_fits and category_fits and vendor_fits and stock_fits and price_fits and rating_fits),
    'ratings', (select coalesce(jsonb_agg(jsonb_build_object('from', stars, 'count', n) order by stars desc), '[]')
      from (select stars, count(*) as n from judged j join generate_series(1, 5) stars on j.rating >= stars
        where brand_fits and category_fits and vendor_fits and stock_fits and price_fits and sale_fits
        group by stars) r)
  ) into result;
  return result;
end
$$;

-- A setting of an extension may be named only after the extension was loaded in this session.
select public.show_limit();

-- Known words that are spelled like unknown ones, the most alike first.
create or replace function search_find_neighbours_v1(tenant uuid, words text[])
  returns table (word text, near text, documents integer)
  language sql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
  -- Two swapped letters leave a short word with few trigrams of its own.
  set pg_trgm.similarity_threshold = 0.15
as $$
  select asked.word, alike.word, alike.documents
  from unnest(words) asked (word)
  cross join lateral (
    select s.word, s.documents from search_word s
    where s.tenant_id = tenant and s.word operator(public.%) asked.word
    order by public.similarity(s.word, asked.word) desc, s.documents desc limit 40
  ) alike
  where not exists (select from search_word k where k.tenant_id = tenant and k.word = asked.word)
$$;

-- Products of which each word of what is being typed begins a word.
create or replace function search_suggest_v1(tenant uuid, query text, language text, suggestions_max integer)
  returns table (title text, product_id uuid, slug text)
  language plpgsql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  -- Every word whole but the last, which may go on. Written by the query's own words, so nothing in it is syntax.
  begun text := (select string_agg(quote_literal(w) || case when n = max_n then ':*' else '' end, ' & ' order by n)
    from (select w, n, max(n) over () as max_n
      from regexp_split_to_table(query, '[^[:alnum:]]+') with ordinality t (w, n) where w <> '') words);
begin
  if begun is null then
    return;
  end if;
  return query
    select coalesce(d.title ->> language, d.title ->> 'en'), d.product_id, d.slug
    from (
      select s.product_id, s.in_stock, s.title_key from search_document s
      where s.tenant_id = tenant and s.active
        and (s.words @@ to_tsquery('english', begun) or s.words @@ to_tsquery('simple', begun))
      limit 500
    ) found join search_document d on d.tenant_id = tenant and d.product_id = found.product_id
    -- First what is called so, then what is spoken of so.
    order by starts_with(lower(coalesce(d.title ->> language, d.title ->> 'en')), query) desc,
      position(' ' || query in ' ' || lower(coalesce(d.title ->> language, d.title ->> 'en'))) > 0 desc,
      found.in_stock desc, length(found.title_key), d.product_id
    limit suggestions_max;
end
$$;
