-- What went back of an item while it was held, without any unit of it being cancelled: nothing is earned of it when the
-- item is delivered. Of cancelled units order-service leaves the commission out by itself.
alter table payment_item add column goodwill_back bigint not null default 0;
