import { Notice } from '@rialto/ui'
import { buttonClass } from '../../parts/button.ts'
import { useSay } from '../../texts.ts'
import { changedFields, type Draft } from './draft.ts'
import { wordLanguages, wordRows } from './words.ts'

type ConflictProps = {
  /** As it was when this editor was opened. */
  readonly seen: Draft
  readonly mine: Draft
  readonly theirs: Draft
  /** Takes a field as the other person left it. */
  readonly take: (field: keyof Draft) => void
  /** Goes on with what stands in the form now, over what the other person saved. */
  readonly keepMine: () => void
}

/** Somebody else saved in the meantime: what they changed, beside what stands here. Nothing typed is lost. */
export function Conflict({ seen, mine, theirs, take, keepMine }: ConflictProps) {
  const say = useSay()
  const changed = changedFields(seen, theirs)
  return (
    <Notice kind="danger" title={say('vendor.conflict.title')}>
      <div className="grid gap-3">
        <p>{say('vendor.conflict.text')}</p>
        <ul className="grid">
          {changed.map((field) => {
            const isTaken = JSON.stringify(mine[field]) === JSON.stringify(theirs[field])
            return (
              <li
                key={field}
                className="grid gap-2 border-t border-stone py-3 md:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)_auto]"
              >
                <strong className="font-semibold">{say(`vendor.field.${field}`)}</strong>
                <span className="grid content-start">
                  <span className="text-xs text-ink-2">{say('vendor.conflict.theirs')}</span>
                  <bdi className="whitespace-pre-wrap break-words">{describe(theirs, field)}</bdi>
                </span>
                <span className="grid content-start">
                  <span className="text-xs text-ink-2">{say('vendor.conflict.yours')}</span>
                  <bdi className="whitespace-pre-wrap break-words">{describe(mine, field)}</bdi>
                </span>
                {isTaken ? (
                  <span className="text-success">{say('vendor.conflict.taken')}</span>
                ) : (
                  <button type="button" className={buttonClass('quiet')} onClick={() => take(field)}>
                    {say('vendor.conflict.take')}
                    <span className="sr-only"> {say(`vendor.field.${field}`)}</span>
                  </button>
                )}
              </li>
            )
          })}
        </ul>
        <button type="button" className={buttonClass('primary', 'justify-self-start')} onClick={keepMine}>
          {say('vendor.conflict.keepMine')}
        </button>
      </div>
    </Notice>
  )
}

const describedCharactersMax = 400

/** A field of a draft in words short enough to compare. */
function describe(draft: Draft, field: keyof Draft): string {
  return wordsOf(draft, field).join('\n').slice(0, describedCharactersMax) || '—'
}

function wordsOf(draft: Draft, field: keyof Draft): string[] {
  switch (field) {
    case 'texts':
      return Object.values(draft.texts).flatMap(({ title, description }) =>
        [title, description].filter(Boolean),
      )
    case 'attributes':
      return draft.attributes.map((one) => `${one.key}: ${one.value} ${one.unit}`.trim())
    case 'variants':
      return draft.variants.map((one) => {
        const prices = Object.entries(one.prices).map(([currency, text]) => `${text} ${currency}`)
        return [one.sku, ...one.values, ...prices, one.weight === '' ? '' : `${one.weight} g`]
          .filter(Boolean)
          .join(' · ')
      })
    case 'pictures':
      return draft.pictures.map((one, index) => `${index + 1}. ${one.alt}`)
    case 'words':
      return wordLanguages.flatMap((language) =>
        wordRows(draft).flatMap(({ key, word }) => {
          const text = draft.words[language][key] ?? ''
          return text === '' ? [] : [`${word}: ${text}`]
        }),
      )
    case 'options':
      return [draft.options.join(', ')]
    default:
      return [draft[field]]
  }
}
