import { SelectField, TextArea, TextField } from '@rialto/ui'
import { type ReactNode, useState } from 'react'
import { useSay } from '../../texts.ts'
import { type Draft, languagesOfTexts, type TaxClass, type TextLanguage, taxClasses } from './draft.ts'
import type { Problems } from './problems.ts'

/** Changes parts of the draft; a function is given the newest one. */
export type Change = (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void

export type SectionProps = {
  readonly draft: Draft
  readonly change: Change
  readonly problems: Problems
}

/** A part of the editor under its heading, with what it is for. */
export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-stone py-6">
      <div className="grid gap-1">
        <h2 className="text-base font-semibold">{title}</h2>
        {note ? <p className="max-w-prose text-ink-2">{note}</p> : null}
      </div>
      {children}
    </section>
  )
}

/** Title and description, a language at a time; a mark says which languages have a title. */
export function TextsSection({ draft, change, problems }: SectionProps) {
  const say = useSay()
  const [language, setLanguage] = useState<TextLanguage>('en')
  const text = draft.texts[language]
  const path = language === 'en' ? '' : `/translations/${language}`
  const written = { lang: language, dir: language === 'ar' ? 'rtl' : 'ltr' }
  const setText = (part: Partial<typeof text>) =>
    change({ texts: { ...draft.texts, [language]: { ...text, ...part } } })
  return (
    <Section title={say('vendor.editor.texts')} note={say('vendor.editor.textsNote')}>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{say('vendor.editor.language')}</legend>
        {languagesOfTexts.map((one) => (
          <label
            key={one}
            className="flex min-h-9 cursor-pointer items-center gap-2 rounded-control border border-border px-3 has-checked:border-lagoon has-checked:bg-stone has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-lagoon pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name="text-language"
              checked={one === language}
              onChange={() => setLanguage(one)}
              className="sr-only"
            />
            {say(`vendor.language.${one}`)}
            {draft.texts[one].title === '' ? (
              <span className="text-xs font-normal text-ink-2">{say('vendor.editor.noText')}</span>
            ) : null}
          </label>
        ))}
      </fieldset>
      <div className="grid gap-4">
        <TextField
          name="title"
          label={say('vendor.editor.title')}
          {...written}
          value={text.title}
          maxLength={300}
          error={problems.at(`${path}/title`)}
          onChange={(event) => setText({ title: event.currentTarget.value })}
        />
        <TextArea
          name="description"
          label={say('vendor.editor.description')}
          {...written}
          rows={7}
          value={text.description}
          maxLength={20_000}
          error={problems.at(`${path}/description`)}
          onChange={(event) => setText({ description: event.currentTarget.value })}
        />
      </div>
    </Section>
  )
}

type PlaceProps = SectionProps & {
  readonly categories: readonly { readonly value: string; readonly label: string }[]
  readonly brands: readonly string[]
}

/** Where the product stands in the shop: category, brand, tax, tags. */
export function PlaceSection({ draft, change, problems, categories, brands }: PlaceProps) {
  const say = useSay()
  return (
    <Section title={say('vendor.editor.place')}>
      <div className="grid items-end gap-4 md:grid-cols-2">
        <SelectField
          name="category"
          label={say('vendor.products.category')}
          value={draft.categoryId}
          error={problems.at('/categoryId')}
          onChange={(event) => change({ categoryId: event.currentTarget.value })}
          options={[{ value: '', label: say('vendor.editor.noCategory') }, ...categories]}
        />
        <TextField
          name="brand"
          label={say('vendor.editor.brand')}
          value={draft.brand}
          maxLength={120}
          list="brands"
          error={problems.at('/brand')}
          onChange={(event) => change({ brand: event.currentTarget.value })}
        />
        <SelectField
          name="taxClass"
          label={say('vendor.editor.taxClass')}
          value={draft.taxClass}
          onChange={(event) => change({ taxClass: event.currentTarget.value as TaxClass })}
          options={taxClasses.map((one) => ({ value: one, label: say(`vendor.taxClass.${one}`) }))}
        />
        <TextField
          name="tags"
          label={say('vendor.editor.tags')}
          hint={say('vendor.editor.commas')}
          value={draft.tags}
          error={problems.below('/tags')[0]}
          onChange={(event) => change({ tags: event.currentTarget.value })}
        />
      </div>
      <datalist id="brands">
        {brands.map((brand) => (
          <option key={brand} value={brand} />
        ))}
      </datalist>
    </Section>
  )
}
