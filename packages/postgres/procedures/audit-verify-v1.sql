-- Checks a piece of the chain of the transaction's marketplace: the entries after `after_seq`, at most `rows_max`.
-- `broken_seq` is the first place that is not as it was written: altered, missing, or put in between. A chain whose
-- end was cut off is broken after its last entry. `is_end` says that nothing is left to check.
create or replace function rialto_verify_audit_v1(after_seq bigint, rows_max integer)
  returns table (checked integer, last_seq bigint, broken_seq bigint, is_end boolean)
  language sql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  with head as (
    select h.seq, h.hash from rialto_audit_head h where h.tenant_id = tenant()
  ), piece as (
    select a.seq, a.previous, a.hash, rialto_audit_hash_v1(a) as computed
    from rialto_audit a where a.tenant_id = tenant() and a.seq > after_seq order by a.seq limit rows_max
  ), chained as (
    select p.seq, p.hash, p.hash = p.computed and p.seq = lag(p.seq, 1, after_seq) over w + 1
      and p.previous = coalesce(lag(p.hash) over w,
        (select a.hash from rialto_audit a where a.tenant_id = tenant() and a.seq = after_seq), '') as is_whole
    from piece p window w as (order by p.seq)
  ), found as (
    select count(*)::integer as checked, coalesce(max(c.seq), after_seq) as last_seq,
      min(c.seq) filter (where not c.is_whole) as broken
    from chained c
  )
  select f.checked, f.last_seq,
    coalesce(f.broken, case
      when f.checked = rows_max then null
      when f.last_seq < coalesce((select seq from head), 0) then f.last_seq + 1
      when f.checked > 0 and (select c.hash from chained c where c.seq = f.last_seq) is distinct from (select hash from head)
        then f.last_seq
    end),
    f.broken is not null or f.checked < rows_max
  from found f
$$;
