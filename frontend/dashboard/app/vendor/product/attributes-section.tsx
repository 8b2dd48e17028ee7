import { Icon } from '@rialto/ui'
import { useSay } from '../../texts.ts'
import type { AttributeChoice } from '../catalogue.server.ts'
import type { DraftAttribute } from './draft.ts'
import { Section, type SectionProps } from './sections.tsx'
import { SmallField, SmallSelect } from './small-field.tsx'

type AttributesProps = SectionProps & { readonly choices: readonly AttributeChoice[] }

/** Facts for shoppers. Each has a kind: a number with its unit, yes or no, one of some words, or text. */
export function AttributesSection({ draft, change, problems, choices }: AttributesProps) {
  const say = useSay()
  const { attributes } = draft
  const set = (at: number, part: Partial<DraftAttribute>) =>
    change({ attributes: attributes.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const free = choices.filter((choice) => attributes.every((one) => one.key !== choice.key))
  const add = (key: string) => {
    const choice = choices.find((one) => one.key === key)
    if (!choice) return
    const unit = choice.units[0] ?? ''
    const value = choice.kind === 'boolean' ? 'true' : (choice.choices[0] ?? '')
    change({ attributes: [...attributes, { key, kind: choice.kind, value, unit }] })
  }
  return (
    <Section title={say('vendor.editor.attributes')} note={say('vendor.editor.attributesNote')}>
      {attributes.length > 0 ? (
        <ul className="grid gap-3">
          {attributes.map((one, index) => (
            <li key={one.key} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-3 md:max-w-2xl">
              <AttributeFields
                attribute={one}
                choice={choices.find((choice) => choice.key === one.key)}
                error={problems.at(`/attributes/${one.key}`)}
                set={(part) => set(index, part)}
              />
              <button
                type="button"
                aria-label={say('vendor.editor.removeNamed', { name: nameOf(one, choices) })}
                onClick={() => change({ attributes: attributes.filter((_, at) => at !== index) })}
                className="grid size-9 place-items-center rounded-control hover:bg-stone pointer-coarse:size-11"
              >
                <Icon name="close" className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {free.length > 0 ? (
        <div className="md:max-w-xs">
          <SmallSelect
            label={say('vendor.editor.addAttribute')}
            value=""
            onChange={(event) => add(event.currentTarget.value)}
            options={[
              { value: '', label: say('vendor.editor.choose') },
              ...free.map((one) => ({ value: one.key, label: one.label })),
            ]}
          />
        </div>
      ) : null}
    </Section>
  )
}

function nameOf(attribute: DraftAttribute, choices: readonly AttributeChoice[]): string {
  return choices.find((one) => one.key === attribute.key)?.label ?? attribute.key
}

type AttributeFieldsProps = {
  readonly attribute: DraftAttribute
  readonly choice: AttributeChoice | undefined
  readonly error: string | undefined
  readonly set: (part: Partial<DraftAttribute>) => void
}

function AttributeFields({ attribute, choice, error, set }: AttributeFieldsProps) {
  const say = useSay()
  const label = choice?.label ?? attribute.key
  const kind = choice?.kind ?? attribute.kind
  const onValue = (value: string) => set({ value, kind })
  if (kind === 'boolean') {
    return (
      <SmallSelect
        label={label}
        value={attribute.value}
        onChange={(event) => onValue(event.currentTarget.value)}
        options={[
          { value: 'true', label: say('vendor.editor.yes') },
          { value: 'false', label: say('vendor.editor.no') },
        ]}
      />
    )
  }
  if (kind === 'enum' && choice) {
    return (
      <SmallSelect
        label={label}
        value={attribute.value}
        onChange={(event) => onValue(event.currentTarget.value)}
        options={choice.choices.map((one) => ({ value: one, label: one }))}
      />
    )
  }
  const value = (
    <SmallField
      label={label}
      value={attribute.value}
      error={error}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  )
  if (kind !== 'number' || !choice || choice.units.length === 0) return value
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_6rem] gap-2">
      {value}
      <SmallSelect
        label={say('vendor.editor.unit')}
        value={attribute.unit}
        onChange={(event) => set({ unit: event.currentTarget.value, kind })}
        options={choice.units.map((one) => ({ value: one, label: one }))}
      />
    </div>
  )
}
