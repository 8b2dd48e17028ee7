-- The day's refunds and what nobody knows the end of are read on the operator's first page.
create index payment_refund_created on payment_refund (tenant_id, created_at);
create index payment_refund_unknown on payment_refund (tenant_id) where state = 'unknown';
create index payment_tender_unknown on payment_tender (tenant_id) where state = 'unknown';
