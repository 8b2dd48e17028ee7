import { isSimulatorKey, isStripeAddress } from './checks.ts'
import type { ConfigProblem } from './families.ts'
import type { RequiredWhen } from './setting.ts'

/** What the rules between settings look at; a value that was wrong in itself is null here. */
export type RuleInput = {
  readonly isProduction: boolean
  readonly runsPayments: boolean
  readonly demoData: string | null
  readonly stripeSecretKey: string | null
  readonly stripePublishableKey: string | null
  readonly stripeApiBase: string | null
}

/** Whether a setting is required in this process. */
export function isRequired(when: RequiredWhen | undefined, input: RuleInput): boolean {
  if (when === undefined || !input.isProduction) return false
  return when === 'in production' || input.runsPayments
}

/** The rules that concern more than one setting. */
export function brokenRules(input: RuleInput): ConfigProblem[] {
  return [...productionRules(input), ...stripeRules(input)]
}

function productionRules(input: RuleInput): ConfigProblem[] {
  if (!input.isProduction) return []
  const problems: ConfigProblem[] = []
  const stripeKeys = {
    STRIPE_SECRET_KEY: input.stripeSecretKey,
    STRIPE_PUBLISHABLE_KEY: input.stripePublishableKey,
  }
  for (const [setting, key] of Object.entries(stripeKeys)) {
    if (key === null || !isSimulatorKey(key)) continue
    problems.push({
      setting,
      problem: `${setting} is the key of the simulator, which takes no money.`,
      fix: `Set ${setting} to a key of your Stripe account, or run without NODE_ENV=production.`,
    })
  }
  if (input.stripeApiBase !== null && !isStripeAddress(input.stripeApiBase)) {
    problems.push({
      setting: 'STRIPE_API_BASE',
      problem: 'STRIPE_API_BASE does not lead to Stripe.',
      fix: 'Remove STRIPE_API_BASE; in production payments go to Stripe itself.',
    })
  }
  if (input.demoData === 'on') {
    problems.push({
      setting: 'DEMO_DATA',
      problem: 'DEMO_DATA would open accounts whose password is printed.',
      fix: 'Set DEMO_DATA to off, or run without NODE_ENV=production.',
    })
  }
  return problems
}

function stripeRules(input: RuleInput): ConfigProblem[] {
  const { stripeSecretKey, stripePublishableKey, stripeApiBase } = input
  const problems: ConfigProblem[] = []
  if (stripeSecretKey && stripePublishableKey && modeOf(stripeSecretKey) !== modeOf(stripePublishableKey)) {
    problems.push({
      setting: 'STRIPE_PUBLISHABLE_KEY',
      problem: 'STRIPE_PUBLISHABLE_KEY and STRIPE_SECRET_KEY are one for tests and one live.',
      fix: 'Set STRIPE_PUBLISHABLE_KEY and STRIPE_SECRET_KEY to keys of the same mode.',
    })
  }
  const leavesStripe = stripeApiBase !== null && !isStripeAddress(stripeApiBase)
  // In production the address is refused as such; one problem is enough.
  if (!input.isProduction && leavesStripe && stripeSecretKey && modeOf(stripeSecretKey) === 'live') {
    problems.push({
      setting: 'STRIPE_API_BASE',
      problem: 'STRIPE_API_BASE would send a live key to another server than Stripe.',
      fix: 'Remove STRIPE_API_BASE, or set STRIPE_SECRET_KEY to a key for tests.',
    })
  }
  return problems
}

function modeOf(key: string): string | undefined {
  return key.split('_')[1]
}
