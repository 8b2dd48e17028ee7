/** At most `max` requests in any window of `windowSeconds`. */
export type RateLimit = { readonly max: number; readonly windowSeconds: number }

/** The plans that the gateway limits by, with their defaults. */
export const rateLimitPlans = {
  anonymous_write: { default: '100/900', description: 'changes by an address that has not signed in' },
  anonymous_read: { default: '600/60', description: 'reads by an address that has not signed in' },
  person: { default: '600/60', description: 'all requests of one person' },
  sign_in: { default: '10/300', description: 'attempts to sign in, by address and by account' },
  payments: { default: '30/900', description: 'requests to the payment routes' },
} as const satisfies Record<string, { default: string; description: string }>

/** The name of one plan. */
export type RateLimitPlan = keyof typeof rateLimitPlans

/** The names of the plans, in the order of the table. */
export const rateLimitPlanNames = Object.keys(rateLimitPlans) as RateLimitPlan[]

/** The setting of one plan: `RATE_LIMIT_SIGN_IN`. */
export function rateLimitSetting(plan: RateLimitPlan): string {
  return `RATE_LIMIT_${plan.toUpperCase()}`
}
