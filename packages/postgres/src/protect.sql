-- Runs after every migration: no table can be forgotten. Every table carries its tenant and refuses rows of others,
-- to its owner too; tables without a tenant say why in their comment.
do $$
declare
  one record;
begin
  for one in
    select c.oid, c.relname, coalesce(obj_description(c.oid), '') as note,
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as has_tenant,
           c.relrowsecurity and c.relforcerowsecurity as is_protected
    from pg_class c
    where c.relnamespace = 'rialto'::regnamespace and c.relkind in ('r', 'p')
  loop
    if not one.has_tenant then
      if one.note not like 'no tenant: %' then
        raise exception 'Table % has no tenant_id', one.relname;
      end if;
      continue;
    end if;
    -- Every server runs this when it starts, while others serve: it may lock no table that is right already.
    if not one.is_protected then
      execute format('alter table rialto.%I enable row level security', one.relname);
      execute format('alter table rialto.%I force row level security', one.relname);
    end if;
    if not exists (select from pg_policy where polrelid = one.oid and polname = 'tenant') then
      execute format('create policy tenant on rialto.%I to rialto_app using (tenant_id = (select rialto.tenant()))', one.relname);
      execute format('create policy system on rialto.%I to rialto_system using (true) with check (true)', one.relname);
    end if;
  end loop;
end
$$;

grant select, insert, update, delete on all tables in schema rialto to rialto_app, rialto_system;
grant usage on all sequences in schema rialto to rialto_app, rialto_system;
revoke all on rialto_migration from rialto_app;
revoke insert, update, delete on rialto_clock, rialto_cursor, rialto_horizon from rialto_app;
-- Audit entries come in through rialto_append_audit_v1 only.
revoke insert, update, delete on rialto_audit, rialto_audit_subject, rialto_audit_head from rialto_app;

do $$
declare
  one record;
begin
  for one in
    select c.relname from pg_class c
    where c.relnamespace = 'rialto'::regnamespace and c.relkind in ('r', 'p')
      and coalesce(obj_description(c.oid), '') like 'append only%'
  loop
    execute format('revoke update, delete on rialto.%I from rialto_app', one.relname);
  end loop;
  for one in select p.oid::regprocedure as signature, r.rolname from pg_proc p join pg_roles r on r.oid = p.proowner
    where p.pronamespace = 'rialto'::regnamespace
  loop
    execute format('set local role %I', one.rolname);
    execute format('revoke execute on function %s from public', one.signature);
    execute format('grant execute on function %s to rialto_app, rialto_system', one.signature);
    execute 'set local role rialto_owner';
  end loop;
end
$$;
