import type { Ctx } from '@rialto/core'

/** The settings of this service; each has a default, so that a test needs none. */
export type OrderPorts = { readonly paySeconds?: number; readonly fraudRefuseFrom?: number | 'off' }

/** A new hold lives so long without an order (spine 3). */
export const holdSeconds = 60
/** A hold with less than this left is given up for a new one. */
export const holdSecondsMin = 20
/** An order is committed only so long before its hold ends, so that the hold can still be attached. */
export const attachSeconds = 10
/** How long the contact of an order is kept. */
export const contactDays = 730
/** How long an order whose payment failed may still be paid after its units were given back. */
export const retryDays = 1
export const paySecondsDefault = 1_800
/** Payments of this fraud score are not accepted. */
export const fraudRefuseFromDefault = 90

/** How long the units of an order stay held for its payment. */
export function paySecondsOf(ctx: Ctx<OrderPorts>): number {
  return ctx.ports.paySeconds ?? paySecondsDefault
}
