import type { BatchOperation } from '@rialto/core'
import type { HoldRefusal, HoldRequest, HoldState } from './model.ts'

export type HoldOutcome = {
  state: HoldState
  refusal: HoldRefusal | null
  orderId: string | null
  secondsLeft: number
}

export type HoldChangeItem = {
  holdId: string
  generation: number
  change: string
  orderId?: string | undefined
  lifeSeconds?: number | undefined
}

export type HoldChangeOutcome = { code: string; state: HoldState; orderId: string | null }

/** Holds of many shoppers travel to PostgreSQL as one statement. */
export const takeHoldOperation: BatchOperation<HoldRequest, HoldOutcome> = {
  name: 'inventory.take_hold',
  functionName: 'inventory_take_hold_v1',
}

export const changeHoldOperation: BatchOperation<HoldChangeItem, HoldChangeOutcome> = {
  name: 'inventory.change_hold',
  functionName: 'inventory_change_hold_v1',
}
