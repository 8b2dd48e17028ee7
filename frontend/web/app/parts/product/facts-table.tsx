import { formatMeasure, isSpokenUnit, type Language } from '@rialto/ui'
import { factText } from '@rialto/ui/words'
import { useRoot, useSay } from '../../texts.ts'
import type { ProductPage } from './read-product.ts'

const gramsOfKilogram = 1_000

type Row = {
  readonly name: string
  readonly text: string
  /** A name or a sign, which no language says otherwise. */
  readonly isSign?: boolean
}

function measured(measure: number | { value: number; unit: string }, language: Language) {
  const { value, unit } = typeof measure === 'number' ? { value: measure, unit: '' } : measure
  return { text: formatMeasure(value, unit, language), isSign: unit !== '' && !isSpokenUnit(unit) }
}

/** What is known of the product, by the names that the catalogue gives its typed fields. */
export function FactsTable({ page }: { page: ProductPage }) {
  const say = useSay()
  const { language } = useRoot()
  const { product, variant, labels } = page
  const attributes = Object.entries({ ...product.attributes, ...variant?.attributes })
  const grams = variant?.weightGrams ?? 0
  const weight =
    grams < gramsOfKilogram ? { value: grams, unit: 'g' } : { value: grams / gramsOfKilogram, unit: 'kg' }
  const rows: Row[] = [
    ...(product.brand === null
      ? []
      : [{ name: say('product.fact.brand'), text: product.brand, isSign: true }]),
    ...attributes.map(([key, value]) => ({
      name: labels[key] ?? key,
      ...(typeof value === 'boolean'
        ? { text: say(value ? 'product.fact.yes' : 'product.fact.no') }
        : typeof value === 'string'
          ? { text: factText(product, key, value) }
          : measured(value, language)),
    })),
    ...(grams === 0 ? [] : [{ name: say('product.fact.weight'), ...measured(weight, language) }]),
    ...(variant ? [{ name: say('product.fact.sku'), text: variant.sku, isSign: true }] : []),
  ]
  return (
    <section aria-labelledby="facts" className="grid content-start gap-4">
      <h2 id="facts" className="display text-xl">
        {say('product.facts')}
      </h2>
      <table data-variant-part className="w-full text-start">
        <tbody>
          {rows.map(({ name, text, isSign = false }) => (
            <tr key={name} className="border-t border-stone">
              <th scope="row" className="w-2/5 py-3 pe-4 text-start align-top text-sm font-normal text-ink-2">
                {name}
              </th>
              <td className="py-3 align-top">
                {isSign ? <bdi>{text}</bdi> : <span dir="auto">{text}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
