import { StateLabel, type Tone } from '../parts/state.tsx'
import { useSay } from '../texts.ts'

export const productStates = ['draft', 'pending_approval', 'active', 'rejected', 'archived'] as const
export type ProductState = (typeof productStates)[number]

const tones: Readonly<Record<ProductState, Tone>> = {
  draft: 'neutral',
  pending_approval: 'waiting',
  active: 'good',
  rejected: 'bad',
  archived: 'neutral',
}

export function ProductStateLabel({ status }: { status: ProductState }) {
  const say = useSay()
  return <StateLabel tone={tones[status]}>{say(`vendor.productState.${status}`)}</StateLabel>
}
