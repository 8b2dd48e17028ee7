-- Whether a person wants to be asked what they think of what they bought.
alter table notification_preference add column reviews boolean not null default true;
