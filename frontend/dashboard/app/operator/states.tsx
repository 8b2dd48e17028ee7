import { StateLabel, type Tone } from '../parts/state.tsx'
import { type TextKey, useSay } from '../texts.ts'

const orderTones: Readonly<Record<string, Tone>> = {
  pending: 'waiting',
  paid: 'good',
  payment_failed: 'bad',
  shipped: 'good',
  delivered: 'good',
  cancelled: 'neutral',
  returned: 'neutral',
}
const partTones: Readonly<Record<string, Tone>> = {
  open: 'waiting',
  partly_shipped: 'waiting',
  shipped: 'good',
  delivered: 'good',
}
const paymentTones: Readonly<Record<string, Tone>> = {
  planned: 'neutral',
  requires_action: 'waiting',
  authorised: 'waiting',
  captured: 'good',
  failed: 'bad',
  voided: 'neutral',
  unknown: 'bad',
}
const refundTones: Readonly<Record<string, Tone>> = {
  intended: 'waiting',
  sent: 'waiting',
  succeeded: 'good',
  failed: 'bad',
  unknown: 'bad',
}
const vendorTones: Readonly<Record<string, Tone>> = { applied: 'waiting', active: 'good', suspended: 'bad' }

const kinds = {
  order: orderTones,
  part: partTones,
  payment: paymentTones,
  refund: refundTones,
  vendor: vendorTones,
} as const

/** The state of a thing in words; each kind of thing has its own. */
export function State({ of, is }: { of: keyof typeof kinds; is: string }) {
  const say = useSay()
  return (
    <StateLabel tone={kinds[of][is] ?? 'neutral'}>{say(`operator.${of}State.${is}` as TextKey)}</StateLabel>
  )
}
