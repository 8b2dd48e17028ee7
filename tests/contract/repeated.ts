import { repeatedMessage } from '@rialto/http'

type Line = { op?: string; asked?: string; times?: number }

/**
 * What may be asked more than once in a request, and how often: it is read before a lock and again behind it, or once
 * each by two parts of the work. None of it is asked once for each row.
 */
const allowed: Readonly<Record<string, number>> = {
  'order.approve_return order_find_return': 2,
  'order.receive_return order_find_return': 2,
  'order.reject_return order_find_return': 2,
  'payment.confirm_payment order_find_payable': 2,
  'payment.confirm_payment payment_find_asked': 2,
  'payment.create_intent order_find_payable': 2,
  'payment.create_intent payment_find_tender_by_order': 2,
  'payment.refund_as_stored_value payment_find_tender_by_order': 2,
  'payment.settle_vendor payment_find_settlement': 2,
  'product.send_import_content product_find_policy': 2,
  'user.get_profile user_find_personal_data': 2,
  'user.update_profile user_find_personal_data': 3,
}

/**
 * Operations that asked the same thing again and again within one request, as the log of the server tells them. An
 * example has few rows, so two are too many already.
 */
export function repeatedIn(output: string): string[] {
  const found = output.split('\n').flatMap((line) => {
    if (!line.includes(repeatedMessage)) return []
    const { op, asked, times = 0 } = JSON.parse(line.slice(line.indexOf('{'))) as Line
    if (times <= (allowed[`${op} ${asked}`] ?? 1)) return []
    return [`${op} asked ${asked} ${times} times in one request; ask once for all`]
  })
  return [...new Set(found)].sort()
}
