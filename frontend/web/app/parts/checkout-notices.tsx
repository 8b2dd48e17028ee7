import { Button, Notice, Price } from '@rialto/ui'
import type { Basket } from '../checkout/basket.ts'
import { type Change, changesBetween, seenOf } from '../checkout/changes.ts'
import type { Sent } from '../checkout/place-order.ts'
import { refusalText } from '../checkout/refusals.ts'
import { useRoot, useSay } from '../texts.ts'

/** What stands in the way of the order, above the form: which fields, what changed, or what the shop refuses. */
export function CheckoutNotices({ basket, sent }: { basket: Basket; sent: Sent | undefined }) {
  const say = useSay()
  const fields = Object.entries(sent?.errors ?? {})
  const trouble = sent?.trouble ?? basket.problem
  const agreed = sent?.agreed ?? null
  const changes = agreed === null ? [] : changesBetween(agreed, seenOf(basket))
  return (
    <div className="mt-4 grid gap-3 empty:hidden" data-live="notices">
      {fields.length > 0 ? (
        <Notice kind="danger" title={say('checkout.problem.title', { count: fields.length })}>
          <ul>
            {fields.map(([field, text]) => (
              <li key={field}>
                <a
                  href={`#${field}`}
                  className="inline-flex min-h-11 items-center underline underline-offset-4"
                >
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {trouble === null ? null : (
        <Notice kind="danger" title={say(refusalText(trouble))}>
          {sent?.rule ? (
            <p>
              <bdi>{sent.rule}</bdi>
            </p>
          ) : null}
          {changes.length > 0 ? <Changes changes={changes} currency={basket.currency} /> : null}
          {sent?.short ? <Short basket={basket} short={sent.short} /> : null}
        </Notice>
      )}
    </div>
  )
}

/** Which product is short, and what is left of it: one click takes that, and everything typed stays. */
function Short({ basket, short }: { basket: Basket; short: NonNullable<Sent['short']> }) {
  const say = useSay()
  const line = basket.parts.flatMap((part) => part.lines).find((one) => one.sku === short.sku)
  if (!line) return null
  const { left } = short
  return (
    <div className="grid gap-2">
      <p>
        {line.title}: {left === 0 ? say('checkout.line.soldOut') : say('checkout.line.left', { left })}
      </p>
      <Button
        look="quiet"
        form="checkout"
        name="fit"
        value={`${line.lineId}:${left}`}
        className="justify-self-start"
      >
        {left === 0
          ? say('checkout.line.removeTitle', { title: line.title })
          : say('checkout.line.take', { left })}
      </Button>
    </div>
  )
}

/** Old and new beside each other; the button below orders at the new price. */
function Changes({ changes, currency }: { changes: readonly Change[]; currency: string }) {
  const say = useSay()
  return (
    <div className="grid gap-2">
      <ul className="grid gap-1">
        {changes.map((change) => (
          <li key={`${change.kind} ${'title' in change ? change.title : ''}`}>
            <ChangeText change={change} currency={currency} />
          </li>
        ))}
      </ul>
      <p>{say('checkout.change.ask')}</p>
    </div>
  )
}

function ChangeText({ change, currency }: { change: Change; currency: string }) {
  const say = useSay()
  const { language } = useRoot()
  const title = 'title' in change ? change.title : ''
  const label = say(`checkout.change.${change.kind}`, { title })
  if (!('from' in change)) return label
  if (change.kind === 'quantity') return `${label} ${change.from} → ${change.to}`
  return (
    <>
      {label}{' '}
      <s className="text-ink-2">
        <Price amount={change.from} {...{ currency, language }} />
      </s>{' '}
      <strong>
        <Price amount={change.to} {...{ currency, language }} />
      </strong>
    </>
  )
}
