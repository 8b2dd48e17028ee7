import type { Task } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { finishProcessing } from './attempt-payment.ts'
import { expireAuthorisation } from './capture-intent.ts'
import { completeRefund, failRefund, referenceRefund } from './refund-charge.ts'
import { settleCharge } from './settle-charge.ts'

/** Does what was planned for now. Subjects are never deleted, so a missing one is a fault. */
export function runTask(unit: Unit, task: Task): void {
  const { payment_intents, charges, refunds } = unit.state.tables
  switch (task.kind) {
    case 'settle_charge':
      settleCharge(unit, known(charges.get(task.subject), task))
      return
    case 'expire_authorisation':
      expireAuthorisation(unit, known(payment_intents.get(task.subject), task))
      return
    case 'finish_processing':
      finishProcessing(unit, known(payment_intents.get(task.subject), task))
      return
    case 'fail_refund':
      failRefund(unit, known(refunds.get(task.subject), task))
      return
    case 'complete_refund':
      completeRefund(unit, known(refunds.get(task.subject), task))
      return
    case 'reference_refund':
      referenceRefund(unit, known(refunds.get(task.subject), task))
      return
  }
}

function known<Row>(row: Row | undefined, task: Task): Row {
  if (row === undefined) throw new Error(`Task ${task.id} has no subject`)
  return row
}
