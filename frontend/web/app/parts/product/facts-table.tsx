import { localeOf } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'
import type { ProductPage } from './read-product.ts'

const gramsOfKilogram = 1_000

/** What is known of the product, by the names that the catalogue gives its typed fields. */
export function FactsTable({ page }: { page: ProductPage }) {
  const say = useSay()
  const { language } = useRoot()
  const { product, variant, labels } = page
  const number = (value: number, unit = '') =>
    `${new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 3 }).format(value)} ${unit}`.trim()
  const attributes = Object.entries({ ...product.attributes, ...variant?.attributes })
  const grams = variant?.weightGrams ?? 0
  const rows: [name: string, value: string][] = [
    ...(product.brand === null ? [] : [[say('product.fact.brand'), product.brand] as [string, string]]),
    ...attributes.map(([key, value]): [string, string] => [
      labels[key] ?? key,
      typeof value === 'boolean'
        ? say(value ? 'product.fact.yes' : 'product.fact.no')
        : typeof value === 'number'
          ? number(value)
          : typeof value === 'string'
            ? value
            : number(value.value, value.unit),
    ]),
    ...(grams === 0
      ? []
      : [
          [
            say('product.fact.weight'),
            grams < gramsOfKilogram ? number(grams, 'g') : number(grams / gramsOfKilogram, 'kg'),
          ] as [string, string],
        ]),
    ...(variant ? [[say('product.fact.sku'), variant.sku] as [string, string]] : []),
  ]
  return (
    <section aria-labelledby="facts" className="grid content-start gap-4">
      <h2 id="facts" className="display text-xl">
        {say('product.facts')}
      </h2>
      <table data-variant-part className="w-full text-start">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name} className="border-t border-stone">
              <th scope="row" className="w-2/5 py-3 pe-4 text-start align-top text-sm font-normal text-ink-2">
                {name}
              </th>
              <td className="py-3 align-top">
                <bdi>{value}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
