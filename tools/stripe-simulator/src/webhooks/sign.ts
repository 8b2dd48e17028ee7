import { createHmac } from 'node:crypto'

/** The `Stripe-Signature` header of a webhook sent at this second. */
export function signatureHeader(secret: string, body: string, seconds: number): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${digest}`
}
