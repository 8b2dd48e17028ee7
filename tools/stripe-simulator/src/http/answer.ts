import { expandAll, type View } from '../expand.ts'
import type { Outcome, PageOf, Refusal } from '../outcome.ts'
import { renderEvent } from '../render/event.ts'
import { renderPaymentIntent } from '../render/payment-intent.ts'
import { renderPaymentMethod } from '../render/payment-method.ts'
import { renderRecord } from '../render/render.ts'

/** What goes back over the wire, or what happens to the connection instead. */
export type Answer =
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly text: string
      readonly headers?: Record<string, string>
    }
  | { readonly kind: 'close' }
  | { readonly kind: 'silence' }

/** The answer to a refusal. */
export function refusalAnswer(refusal: Refusal): { status: number; text: string } {
  return { status: refusal.status, text: JSON.stringify({ error: errorOf(refusal) }) }
}

function errorOf(refusal: Refusal): object {
  const { ok: _, status: __, intent, method, ...error } = refusal
  return {
    ...error,
    ...(intent === undefined ? {} : { payment_intent: renderPaymentIntent(intent) }),
    ...(method === undefined ? {} : { payment_method: renderPaymentMethod(method) }),
  }
}

/** The body of a success with the ids expanded that were asked for. */
export function renderOutcome(
  view: View,
  outcome: Exclude<Outcome, Refusal>,
  expand: readonly string[],
): { ok: true; text: string } | Refusal {
  const body = bodyOf(outcome, view.now)
  if (expand.length > 0) {
    const refused = expandAll(view, body, expand)
    if (refused !== undefined) return refused
  }
  return { ok: true, text: JSON.stringify(body) }
}

function bodyOf(outcome: Exclude<Outcome, Refusal>, now: number): object {
  if ('record' in outcome) return renderRecord(outcome.table, outcome.record, now)
  if ('event' in outcome) return renderEvent(outcome.event)
  if ('page' in outcome) return renderPage(outcome.page, now)
  return outcome.body
}

function renderPage(page: PageOf, now: number): object {
  const data = page.rows.map((row) =>
    'event' in row ? renderEvent(row.event) : renderRecord(row.table, row.record, now),
  )
  return { object: 'list', data, has_more: page.has_more, url: page.url }
}
