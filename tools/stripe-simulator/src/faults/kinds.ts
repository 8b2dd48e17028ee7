// Faults of requests strike the API; faults of webhooks strike the delivery of one event to one endpoint.
const requestFaults = [
  'slow',
  'rate_limit',
  'error_before',
  'error_after',
  'close_before',
  'close_after',
  'timeout_after',
] as const

export const webhookFaults = ['delay', 'drop', 'duplicate', 'reorder'] as const

export const faultKinds = [...requestFaults, ...webhookFaults] as const
