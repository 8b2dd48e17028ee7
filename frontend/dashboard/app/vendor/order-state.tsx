import { StateLabel, type Tone } from '../parts/state.tsx'
import { useSay } from '../texts.ts'

export const partStates = ['open', 'partly_shipped', 'shipped', 'delivered', 'cancelled', 'returned'] as const
export type PartState = (typeof partStates)[number]

const tones: Readonly<Record<PartState, Tone>> = {
  open: 'waiting',
  partly_shipped: 'waiting',
  shipped: 'neutral',
  delivered: 'good',
  cancelled: 'bad',
  returned: 'neutral',
}

type PartStateProps = { readonly status: PartState; readonly orderStatus: string }

/** Where a vendor's part stands. An open part of an order that nobody paid is nothing to ship yet. */
export function PartStateLabel({ status, orderStatus }: PartStateProps) {
  const say = useSay()
  const isUnpaid = status === 'open' && (orderStatus === 'pending' || orderStatus === 'payment_failed')
  if (isUnpaid) return <StateLabel tone="neutral">{say('vendor.orderState.unpaid')}</StateLabel>
  return <StateLabel tone={tones[status]}>{say(`vendor.orderState.${status}`)}</StateLabel>
}
