-- The roles of Rialto. Run once per server by an administrator; running it again changes nothing.
-- The embedded PostgreSQL runs this file by itself. On a server of your own:
--
--   psql -f packages/postgres/roles.sql "postgres://admin@host/postgres"
--   psql "postgres://admin@host/postgres"
--     \password rialto
--     CREATE DATABASE rialto OWNER rialto_owner ENCODING 'UTF8' TEMPLATE template0
--       LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
--     \connect rialto
--     CREATE EXTENSION ltree; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;
--
-- and start with DATABASE_URL=postgres://rialto:…@host/rialto

-- rialto_owner owns the tables and runs migrations. rialto_app serves requests under row-level security.
-- rialto_system works across tenants, by policies of its own. Nobody signs in as one of them, and none of
-- them may pass by row-level security.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['rialto_owner', 'rialto_app', 'rialto_system'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', wanted);
    END IF;
  END LOOP;
  -- The login has no rights but to become one of the three: a statement sent without SET ROLE sees nothing.
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'rialto') THEN
    CREATE ROLE rialto LOGIN NOSUPERUSER NOINHERIT NOBYPASSRLS NOCREATEROLE CREATEDB;
  END IF;
  -- An administrator without superuser rights must be able to give the database to its owner.
  IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT rialto_owner TO %I WITH INHERIT FALSE, SET TRUE', current_user);
  END IF;
END
$$;

GRANT rialto_owner, rialto_app, rialto_system TO rialto WITH INHERIT FALSE, SET TRUE;

-- Time limits are options of the application's connections, not of the login: a migration that waits for
-- another one, or builds an index, must not be cut off after two seconds.
