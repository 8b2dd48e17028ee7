import { type EventType, ok, type Result, refuse, type Tx } from '@rialto/core'
import { decideMove, type VendorMove, vendorMoves } from '../model/vendors.ts'
import { findVendor, moveVendor, type Vendor } from '../store/vendors.ts'

type VendorEvent = EventType<{ vendorId: string; slug: string; country: string }>

/**
 * The step that approving, suspending and closing share. The state is compared and set in one statement, so a move
 * happens, and is told, once; making it again answers with the vendor as it is.
 */
export async function moveOnce(
  tx: Tx,
  vendorId: string,
  move: { kind: VendorMove; event: VendorEvent },
): Promise<Result<{ vendor: Vendor; isMoved: boolean }, 'NOT_FOUND' | 'VENDOR_STATE_WRONG'>> {
  const moved = await moveVendor(tx, vendorId, vendorMoves[move.kind])
  if (moved) {
    const { slug, country } = moved
    await tx.publish(move.event, `vendor:${vendorId}`, { vendorId, slug, country })
    return ok({ vendor: moved, isMoved: true })
  }
  const vendor = await findVendor(tx, vendorId)
  if (!vendor) return refuse('NOT_FOUND', 'There is no such vendor')
  if (decideMove(vendor.status, move.kind) === 'same') return ok({ vendor, isMoved: false })
  return refuse('VENDOR_STATE_WRONG', `This cannot be done with a vendor that is ${vendor.status}`)
}
