import { Picture } from '@rialto/ui'
import { useSay } from '../texts.ts'

export type OrderedLine = {
  readonly lineId: string
  readonly sku: string
  readonly title: string
  readonly options: Readonly<Record<string, string>>
  readonly image: string | null
  readonly quantity: number
  readonly shipped: number
  readonly cancelled: number
}

export function openUnitsOf(line: OrderedLine): number {
  return line.quantity - line.shipped - line.cancelled
}

/** What was bought of this vendor, with what happened to its units. */
export function OrderLines({ lines }: { lines: readonly OrderedLine[] }) {
  return (
    <ul className="grid">
      {lines.map((line) => (
        <li
          key={line.lineId}
          className="grid grid-cols-[3rem_minmax(0,1fr)_auto] gap-3 border-t border-stone py-2"
        >
          <Picture image={line.image} alt="" sizes="48px" />
          <div className="grid content-start">
            <span className="font-semibold">
              <bdi>{line.title}</bdi>
            </span>
            <LineFacts line={line} />
          </div>
          <span className="figures text-end font-semibold whitespace-nowrap">× {line.quantity}</span>
        </li>
      ))}
    </ul>
  )
}

function LineFacts({ line }: { line: OrderedLine }) {
  const say = useSay()
  const options = Object.values(line.options).join(' · ')
  const moved = [
    line.shipped > 0 ? say('vendor.order.unitsShipped', { count: line.shipped }) : '',
    line.cancelled > 0 ? say('vendor.order.unitsCancelled', { count: line.cancelled }) : '',
  ].filter(Boolean)
  return (
    <span className="grid text-xs text-ink-2">
      {options === '' ? null : <bdi>{options}</bdi>}
      <bdi className="break-all">{line.sku}</bdi>
      {moved.length > 0 ? <span>{moved.join(' · ')}</span> : null}
    </span>
  )
}
