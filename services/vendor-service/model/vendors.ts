import type { vendorStates } from '../contract.ts'

export type VendorState = (typeof vendorStates)[number]

export type VendorMove = 'approve' | 'suspend' | 'close'

type Move = { readonly from: readonly VendorState[]; readonly to: VendorState }

/** Closing is final; everything else can be taken back. */
export const vendorMoves: Readonly<Record<VendorMove, Move>> = {
  approve: { from: ['applied', 'suspended'], to: 'active' },
  suspend: { from: ['active'], to: 'suspended' },
  close: { from: ['applied', 'active', 'suspended'], to: 'closed' },
}

/** What a move makes of a vendor: `same` where it is there already, null where it may not go. */
export function decideMove(status: VendorState, move: VendorMove): VendorState | 'same' | null {
  const { from, to } = vendorMoves[move]
  if (status === to) return 'same'
  return from.includes(status) ? to : null
}
