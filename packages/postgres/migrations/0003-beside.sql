-- Where a projection is built anew beside the one that serves (packages/events, rebuildProjection). Its tables live for
-- one rebuild only.
create schema rialto_beside;
comment on schema rialto_beside is 'tables of projections that are being rebuilt';
grant usage, create on schema rialto_beside to rialto_system;
grant usage on schema rialto_beside to rialto_app;
