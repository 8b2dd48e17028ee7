import { StateLabel, type Tone } from '../parts/state.tsx'
import { useSay } from '../texts.ts'

export const returnStates = ['requested', 'approved', 'rejected', 'received', 'refunded'] as const
export type ReturnState = (typeof returnStates)[number]

const tones: Readonly<Record<ReturnState, Tone>> = {
  requested: 'waiting',
  approved: 'neutral',
  rejected: 'bad',
  received: 'neutral',
  refunded: 'good',
}

export function ReturnStateLabel({ status }: { status: ReturnState }) {
  const say = useSay()
  return <StateLabel tone={tones[status]}>{say(`vendor.returnState.${status}`)}</StateLabel>
}
