import type { ProductStatus } from '../model.ts'

export type ProductMove = 'submit' | 'approve' | 'reject' | 'archive'

const moves: Record<ProductMove, Partial<Record<ProductStatus, ProductStatus>>> = {
  submit: {
    draft: 'pending_approval',
    rejected: 'pending_approval',
    archived: 'pending_approval',
    pending_approval: 'pending_approval',
    active: 'active',
  },
  approve: { pending_approval: 'active', rejected: 'active', active: 'active' },
  reject: { pending_approval: 'rejected', active: 'rejected', rejected: 'rejected' },
  archive: {
    draft: 'archived',
    pending_approval: 'archived',
    active: 'archived',
    rejected: 'archived',
    archived: 'archived',
  },
}

/** Where a move leads, or undefined when it is not allowed. Who may publish needs no approval (INV-2). */
export function nextStatus(
  status: ProductStatus,
  move: ProductMove,
  mayPublish: boolean,
): ProductStatus | undefined {
  const next = moves[move][status]
  return next === 'pending_approval' && mayPublish ? 'active' : next
}

/** The state of a product that is new. */
export function firstStatus(wanted: 'active' | 'draft', mayPublish: boolean): ProductStatus {
  if (wanted === 'draft') return 'draft'
  return mayPublish ? 'active' : 'pending_approval'
}
