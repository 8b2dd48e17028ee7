import { Icon } from '@rialto/ui'
import { useState } from 'react'
import { buttonClass } from '../../parts/button.ts'
import { useSay } from '../../texts.ts'
import { currenciesOffered, type Draft, type DraftVariant, emptyVariant, withVariants } from './draft.ts'
import type { Problems } from './problems.ts'
import { listOf } from './product-input.ts'
import { type Change, Section, type SectionProps } from './sections.tsx'
import { SmallField, SmallSelect } from './small-field.tsx'
import { renameOption } from './words.ts'

const optionsMax = 3

/** What a customer chooses between: options with their values, and a row for each combination that is sold. */
export function VariantsSection({ draft, change, problems }: SectionProps) {
  const say = useSay()
  const used = draft.variants.flatMap((one) => Object.keys(one.prices))
  const [added, setAdded] = useState<readonly string[]>([])
  const currencies = [...new Set(['EUR', ...used, ...added])]
  const free = currenciesOffered.filter((one) => !currencies.includes(one))
  return (
    <Section title={say('vendor.editor.variants')} note={say('vendor.editor.variantsNote')}>
      <Options draft={draft} change={change} />
      <VariantTable draft={draft} change={change} problems={problems} currencies={currencies} />
      <div className="flex flex-wrap items-end gap-3">
        <button
          type="button"
          className={buttonClass('quiet')}
          onClick={() => change({ variants: [...draft.variants, emptyVariant] })}
        >
          <Icon name="plus" className="size-4" />
          {say('vendor.editor.addVariant')}
        </button>
        {free.length > 0 ? (
          <SmallSelect
            label={say('vendor.editor.addCurrency')}
            value=""
            onChange={(event) => setAdded([...added, event.currentTarget.value])}
            options={[
              { value: '', label: say('vendor.editor.choose') },
              ...free.map((one) => ({ value: one, label: one })),
            ]}
          />
        ) : null}
      </div>
    </Section>
  )
}

/** Names of options and, to make many variants at once, their values. */
function Options({ draft, change }: Pick<SectionProps, 'draft' | 'change'>) {
  const say = useSay()
  const valuesOf = (at: number) =>
    [...new Set(draft.variants.map((one) => one.values[at] ?? ''))].filter(Boolean).join(', ')
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const textOf = (at: number) => typed[at] ?? valuesOf(at)
  const rename = (at: number, name: string) =>
    change({
      options: draft.options.map((one, index) => (index === at ? name : one)),
      words: renameOption(draft.words, draft.options[at] ?? '', name),
    })
  const remove = (at: number) => {
    setTyped({})
    const without = (values: readonly string[]) => values.filter((_, index) => index !== at)
    change({
      options: without(draft.options),
      variants: draft.variants.map((one) => ({ ...one, values: without(one.values) })),
    })
  }
  const lists = draft.options.map((_, at) => listOf(textOf(at)))
  const canMake = lists.length > 0 && lists.every((values) => values.length > 0)
  return (
    <div className="grid gap-3">
      {draft.options.map((name, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place; its name is being typed
          key={at}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-3 md:grid-cols-[12rem_minmax(0,1fr)_auto]"
        >
          <SmallField
            label={say('vendor.editor.optionName')}
            value={name}
            maxLength={60}
            onChange={(event) => rename(at, event.currentTarget.value)}
          />
          <div className="col-start-1 row-start-2 md:col-start-2 md:row-start-1">
            <SmallField
              label={say('vendor.editor.optionValues')}
              value={textOf(at)}
              onChange={(event) => setTyped({ ...typed, [at]: event.currentTarget.value })}
            />
          </div>
          <button
            type="button"
            onClick={() => remove(at)}
            aria-label={say('vendor.editor.removeNamed', { name: name || say('vendor.editor.optionName') })}
            className="grid size-9 place-items-center rounded-control hover:bg-stone pointer-coarse:size-11"
          >
            <Icon name="close" className="size-4" />
          </button>
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        {draft.options.length < optionsMax ? (
          <button
            type="button"
            className={buttonClass('quiet')}
            onClick={() => change({ options: [...draft.options, ''] })}
          >
            <Icon name="plus" className="size-4" />
            {say('vendor.editor.addOption')}
          </button>
        ) : null}
        {canMake ? (
          <button
            type="button"
            className={buttonClass('quiet')}
            onClick={() => {
              setTyped({})
              change(withVariants(draft, lists))
            }}
          >
            {say('vendor.editor.makeVariants')}
          </button>
        ) : null}
      </div>
    </div>
  )
}

type TableProps = {
  readonly draft: Draft
  readonly change: Change
  readonly problems: Problems
  readonly currencies: readonly string[]
}

function VariantTable({ draft, change, problems, currencies }: TableProps) {
  const say = useSay()
  const set = (at: number, part: Partial<DraftVariant>) =>
    change({ variants: draft.variants.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const headings = [
    ...draft.options.map((name) => name || say('vendor.editor.optionName')),
    say('vendor.products.sku'),
    ...currencies.map((currency) => say('vendor.editor.priceIn', { currency })),
    say('vendor.editor.weight'),
    say('vendor.editor.barcode'),
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section tabIndex={0} aria-label={say('vendor.editor.variants')} className="relative overflow-x-auto">
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {headings.map((heading, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: two options may have one name while it is typed
                key={index}
                scope="col"
                className="border-b border-stone px-1 py-2 text-start text-xs font-semibold whitespace-nowrap text-ink-2"
              >
                {heading}
              </th>
            ))}
            <th scope="col" className="border-b border-stone">
              <span className="sr-only">{say('frame.table.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {draft.variants.map((one, index) => (
            <VariantRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a variant is its place; its SKU is being typed
              key={index}
              variant={one}
              index={index}
              options={draft.options}
              currencies={currencies}
              problems={problems}
              set={(part) => set(index, part)}
              remove={
                draft.variants.length > 1
                  ? () => change({ variants: draft.variants.filter((_, at) => at !== index) })
                  : null
              }
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type RowProps = {
  readonly variant: DraftVariant
  readonly index: number
  readonly options: readonly string[]
  readonly currencies: readonly string[]
  readonly problems: Problems
  readonly set: (part: Partial<DraftVariant>) => void
  readonly remove: (() => void) | null
}

const cellClass = 'border-b border-stone px-1 py-2 align-top'

function VariantRow({ variant, index, options, currencies, problems, set, remove }: RowProps) {
  const say = useSay()
  const path = `/variants/${index}`
  const field = (label: string, at: string) => ({
    label: `${label} ${index + 1}`,
    isLabelHidden: true,
    error: problems.at(`${path}/${at}`),
  })
  const setValue = (at: number, value: string) =>
    set({ values: options.map((_, place) => (place === at ? value : (variant.values[place] ?? ''))) })
  return (
    <tr>
      {options.map((name, at) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place
          key={at}
          className={`${cellClass} min-w-28`}
        >
          <SmallField
            {...field(name, `options/${name}`)}
            value={variant.values[at] ?? ''}
            onChange={(event) => setValue(at, event.currentTarget.value)}
          />
        </td>
      ))}
      <td className={`${cellClass} min-w-44`}>
        <SmallField
          {...field(say('vendor.products.sku'), 'sku')}
          error={problems.at(`${path}/sku`) ?? problems.at(`${path}/options`)}
          value={variant.sku}
          maxLength={100}
          className="figures"
          onChange={(event) => set({ sku: event.currentTarget.value })}
        />
      </td>
      {currencies.map((currency) => (
        <td key={currency} className={`${cellClass} min-w-24`}>
          <SmallField
            {...field(say('vendor.editor.priceIn', { currency }), `prices/${currency}`)}
            inputMode="decimal"
            className="figures text-end"
            value={variant.prices[currency] ?? ''}
            onChange={(event) =>
              set({ prices: { ...variant.prices, [currency]: event.currentTarget.value } })
            }
          />
        </td>
      ))}
      <td className={`${cellClass} min-w-24`}>
        <SmallField
          {...field(say('vendor.editor.weight'), 'weightGrams')}
          inputMode="numeric"
          className="figures text-end"
          value={variant.weight}
          onChange={(event) => set({ weight: event.currentTarget.value })}
        />
      </td>
      <td className={`${cellClass} min-w-36`}>
        <SmallField
          {...field(say('vendor.editor.barcode'), 'barcode')}
          inputMode="numeric"
          className="figures"
          value={variant.barcode}
          onChange={(event) => set({ barcode: event.currentTarget.value })}
        />
      </td>
      <td className={cellClass}>
        {remove ? (
          <button
            type="button"
            onClick={remove}
            aria-label={say('vendor.editor.removeNamed', { name: variant.sku || String(index + 1) })}
            className="grid size-9 place-items-center rounded-control hover:bg-stone pointer-coarse:size-11"
          >
            <Icon name="close" className="size-4" />
          </button>
        ) : null}
      </td>
    </tr>
  )
}
