-- Runs once, when the volume of the compose file's database is new, after packages/postgres/roles.sql: the password of
-- the login, the database with sorting that is the same on every machine, and its extensions.
\getenv password DATABASE_PASSWORD
ALTER ROLE rialto PASSWORD :'password';

CREATE DATABASE rialto OWNER rialto_owner ENCODING 'UTF8' TEMPLATE template0
  LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';

\connect rialto
CREATE EXTENSION ltree;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
