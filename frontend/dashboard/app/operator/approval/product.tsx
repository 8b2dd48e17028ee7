import { formatMeasure, Picture } from '@rialto/ui'
import { factText, optionValue } from '@rialto/ui/words'
import type { ReactNode } from 'react'
import { Amount, Count } from '../../parts/moment.tsx'
import { Facts, SheetSection } from '../../parts/side-sheet.tsx'
import type { ApprovalData } from '../../routes/operator/approval.tsx'
import { useRoot, useSay } from '../../texts.ts'

type Product = ApprovalData['product']

/** The product as it would be in the shop, with what shoppers do not see at once. */
export function ProductFacts({ product, labels }: Pick<ApprovalData, 'product' | 'labels'>) {
  const say = useSay()
  const { language } = useRoot()
  const categories = product.categories.map(({ name }) => name[language] ?? name.en)
  const written = (key: string, value: Product['attributes'][string]) => {
    if (typeof value === 'string') return factText(product, key, value)
    if (typeof value === 'boolean') return say(value ? 'vendor.editor.yes' : 'vendor.editor.no')
    const { value: amount, unit } = typeof value === 'number' ? { value, unit: '' } : value
    return formatMeasure(amount, unit, language)
  }
  const attributes = Object.entries(product.attributes).map(([key, value]): [string, ReactNode] => [
    labels[key] ?? key,
    <span key={key} dir="auto">
      {written(key, value)}
    </span>,
  ])
  return (
    <>
      <SheetSection title={say('operator.approval.pictures')}>
        {product.media.length === 0 ? (
          <p className="text-ink-2">{say('operator.approval.noPictures')}</p>
        ) : (
          <ul className="grid grid-cols-3 gap-2 md:grid-cols-4">
            {product.media.map((medium) => (
              <li key={medium.url}>
                <Picture image={medium.url} alt={medium.alt} sizes="160px" />
              </li>
            ))}
          </ul>
        )}
      </SheetSection>
      <SheetSection title={say('operator.approval.facts')}>
        <Facts
          items={[
            [say('operator.field.brand'), product.brand ?? '–'],
            [say('operator.field.categoryIds'), categories.join(', ') || '–'],
            [say('operator.field.taxClass'), say(`vendor.taxClass.${product.taxClass}`)],
            [say('operator.field.tags'), <bdi key="tags">{product.tags.join(', ') || '–'}</bdi>],
            ...attributes,
          ]}
        />
      </SheetSection>
      <SheetSection title={say('operator.field.description')}>
        <p className="max-w-prose whitespace-pre-line">
          {product.description ? <bdi>{product.description}</bdi> : say('operator.diff.nothing')}
        </p>
      </SheetSection>
      <SheetSection title={say('operator.approvals.variants')}>
        <Variants product={product} />
      </SheetSection>
    </>
  )
}

function Variants({ product }: { product: Product }) {
  const say = useSay()
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-y border-stone">
        <caption className="sr-only">{say('operator.approvals.variants')}</caption>
        <thead>
          <tr className="text-xs text-ink-2">
            <th scope="col" className="py-2 pe-3 text-start">
              {say('operator.approvals.sku')}
            </th>
            <th scope="col" className="py-2 pe-3 text-start">
              {say('operator.field.optionNames')}
            </th>
            <th scope="col" className="py-2 pe-3 text-end">
              {say('operator.approval.price')}
            </th>
            <th scope="col" className="py-2 text-end">
              {say('operator.approval.stock')}
            </th>
          </tr>
        </thead>
        <tbody>
          {product.variants.map((variant) => (
            <tr key={variant.sku} className="border-t border-stone">
              <th scope="row" className="figures py-2 pe-3 text-start font-normal">
                <bdi>{variant.sku}</bdi>
              </th>
              <td className="py-2 pe-3">
                {Object.entries(variant.options)
                  .map(([name, value]) => optionValue(product, name, value))
                  .join(' · ') || '–'}
              </td>
              <td className="py-2 pe-3 text-end">
                {variant.price ? (
                  <Amount
                    amount={variant.price.salePrice ?? variant.price.basePrice}
                    currency={variant.price.currency}
                  />
                ) : (
                  say('operator.approval.noPrice')
                )}
              </td>
              <td className="figures py-2 text-end">
                {variant.available === null ? '–' : <Count of={variant.available} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
