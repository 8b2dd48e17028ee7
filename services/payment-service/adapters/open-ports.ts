import { randomBytes } from 'node:crypto'
import type { PortSettings } from '@rialto/core'
import type { Ports } from '../ports.ts'
import { createSeal } from './seal.ts'
import { createStripeProvider } from './stripe.ts'

type PaymentConfig = {
  stripeSecretKey: string | null
  stripeWebhookSecret: string | null
  stripeApiBase: string | null
  personalDataKey: string | null
  paymentsBudgetPerSecond: number | 'unlimited'
  publicUrl: string
}

/** Makes the provider and the seal from the settings. Without keys, orders are taken and payments say what is missing. */
export async function openPaymentPorts(settings: PortSettings): Promise<Ports> {
  const config = settings.config as unknown as PaymentConfig
  const { stripeSecretKey, stripeWebhookSecret, stripeApiBase, paymentsBudgetPerSecond } = config
  const provider =
    stripeSecretKey && stripeWebhookSecret
      ? createStripeProvider({
          secretKey: stripeSecretKey,
          webhookSecret: stripeWebhookSecret,
          apiBase: stripeApiBase,
        })
      : null
  return {
    provider,
    // Without the setting (development) a key that dies with the process: sealed tokens live for minutes only.
    seal: createSeal(config.personalDataKey ?? randomBytes(32).toString('base64')),
    callsPerSecond: paymentsBudgetPerSecond === 'unlimited' ? null : paymentsBudgetPerSecond,
    defaultReturnUrl: `${config.publicUrl}/payment/return`,
  }
}
