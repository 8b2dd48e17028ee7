import { Price } from '@rialto/ui'
import { useRoot, useSay } from '../texts.ts'
import { Day } from './moment.tsx'
import type { Return } from './return-facts.ts'
import { StatusMark } from './status-mark.tsx'

/** What somebody asked to send back, what became of it, and what to do next. */
export function ReturnList({
  returns,
  vendors,
}: {
  returns: readonly Return[]
  vendors: readonly { vendorId: string; name: string }[]
}) {
  return (
    <ul className="divide-y divide-stone border-b border-stone">
      {returns.map((one) => (
        <ReturnItem
          key={one.returnId}
          one={one}
          vendor={vendors.find((vendor) => vendor.vendorId === one.vendorId)?.name ?? ''}
        />
      ))}
    </ul>
  )
}

function ReturnItem({ one, vendor }: { one: Return; vendor: string }) {
  const say = useSay()
  const { language } = useRoot()
  const { status, lines, refundAmount, currency, answer, createdAt } = one
  return (
    <li className="grid gap-2 py-4 first:pt-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <StatusMark status={status} text={say(`account.return.status.${status}`)} />
        <p className="text-sm text-ink-2">
          <bdi>{vendor}</bdi>
          {vendor === '' ? '' : ' · '}
          <Day at={createdAt} />
        </p>
      </div>
      <ul>
        {lines.map((line) => (
          <li key={line.sku}>
            <span className="figures">{line.quantity} × </span>
            <bdi>{line.title}</bdi>
          </li>
        ))}
      </ul>
      {status === 'rejected' ? (
        <p>
          {say('account.return.answer')} <bdi>{answer}</bdi>
        </p>
      ) : (
        <p className="text-ink-2">
          {say(`account.return.next.${status}`)}{' '}
          <Price amount={refundAmount} {...{ currency, language }} className="font-semibold text-ink" />
        </p>
      )}
    </li>
  )
}
