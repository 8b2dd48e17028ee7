import { matches } from './checks.ts'
import type { Setting } from './setting.ts'

const web = ['http:', 'https:']
const whereStripe = 'in production, where payment-service runs'

/** How money is taken: the provider's account, and how long and how fast it may be asked. */
export const paymentSettings = [
  {
    name: 'STRIPE_SECRET_KEY',
    field: 'stripeSecretKey',
    kind: 'secret',
    default: null,
    requiredWhen: whereStripe,
    expects: 'a secret or restricted key of your Stripe account (sk_… or rk_…)',
    check: matches(/^[sr]k_(live|test)_\w{8,}$/, 'is not a secret key of Stripe'),
    description: 'Key of the Stripe account; without it payments go to the simulator.',
  },
  {
    name: 'STRIPE_PUBLISHABLE_KEY',
    field: 'stripePublishableKey',
    kind: 'string',
    default: null,
    expects: 'the publishable key of the same Stripe account (pk_…)',
    check: matches(/^pk_(live|test)_\w{8,}$/, 'is not a publishable key of Stripe'),
    description: 'Key with which the card fields in the browser speak to Stripe.',
  },
  {
    name: 'STRIPE_WEBHOOK_SECRET',
    field: 'stripeWebhookSecret',
    kind: 'secret',
    default: null,
    requiredWhen: whereStripe,
    expects: 'the signing secret of the webhook endpoint (whsec_…)',
    check: matches(/^whsec_[\w+/=-]{8,}$/, 'is not a webhook secret of Stripe'),
    description: 'Secret that proves that a webhook comes from Stripe.',
  },
  {
    name: 'STRIPE_API_BASE',
    field: 'stripeApiBase',
    kind: 'url',
    protocols: web,
    default: null,
    description: 'Address of the Stripe API, for the simulator; absent it is Stripe itself.',
  },
  {
    name: 'ORDER_PAY_SECONDS',
    field: 'orderPaySeconds',
    kind: 'integer',
    min: 60,
    max: 86_400,
    default: '1800',
    description: 'How long the units of an order stay held for its payment.',
  },
  {
    name: 'FRAUD_REFUSE_FROM',
    field: 'fraudRefuseFrom',
    kind: 'integer',
    min: 1,
    max: 100,
    orWord: 'off',
    default: '90',
    description: 'Fraud score from which a payment is not accepted.',
  },
  {
    name: 'PAYMENTS_BUDGET_PER_SECOND',
    field: 'paymentsBudgetPerSecond',
    kind: 'integer',
    min: 1,
    max: 100_000,
    orWord: 'unlimited',
    default: '25',
    description: 'Calls a second that the payment provider allows; orders beyond it wait or are refused.',
  },
] as const satisfies readonly Setting[]
