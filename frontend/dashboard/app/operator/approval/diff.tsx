import { Moment } from '../../parts/moment.tsx'
import { SheetSection } from '../../parts/side-sheet.tsx'
import { type TextKey, useRoot, useSay } from '../../texts.ts'
import { type ApprovalDiff, changedWords } from '../approval-diff.ts'

/** What changed since the marketplace last decided on the product: before beside after, field by field. */
export function Diff({ diff }: { diff: ApprovalDiff }) {
  const say = useSay()
  const fieldName = useFieldName()
  if (!diff.since) {
    return (
      <SheetSection title={say('operator.diff.title')}>
        <p>{say('operator.diff.new')}</p>
      </SheetSection>
    )
  }
  return (
    <SheetSection title={say('operator.diff.title')}>
      <p className="text-ink-2">
        {say(`operator.diff.since.${diff.since.kind}`)} <Moment at={diff.since.at} />
      </p>
      {diff.fields.length === 0 ? (
        <p>{say('operator.diff.none')}</p>
      ) : (
        <table className="w-full table-fixed border-y border-stone">
          <caption className="sr-only">{say('operator.diff.title')}</caption>
          <thead>
            <tr className="text-xs text-ink-2">
              <th scope="col" className="w-28 py-2 pe-3 text-start md:w-1/4">
                {say('operator.diff.field')}
              </th>
              <th scope="col" className="py-2 pe-3 text-start">
                {say('operator.diff.before')}
              </th>
              <th scope="col" className="py-2 text-start">
                {say('operator.diff.after')}
              </th>
            </tr>
          </thead>
          <tbody>
            {diff.fields.map(changedWords).map(({ field, before, after }) => (
              <tr key={field} className="border-t border-stone align-top">
                <th scope="row" className="py-2 pe-3 text-start font-semibold break-words hyphens-auto">
                  {fieldName(field)}
                </th>
                <td className="py-2 pe-3">
                  <del className="break-words whitespace-pre-line text-danger decoration-1">
                    <bdi>
                      <Value of={before} />
                    </bdi>
                  </del>
                </td>
                <td className="py-2">
                  <ins className="break-words whitespace-pre-line text-success no-underline">
                    <bdi>
                      <Value of={after} />
                    </bdi>
                  </ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </SheetSection>
  )
}

/** Fields by the names that people know; one that was added later by its own. */
function useFieldName(): (field: string) => string {
  const { texts } = useRoot()
  const say = useSay()
  return (field) => {
    const key = `operator.field.${field}` as TextKey
    return key in texts ? say(key) : field
  }
}

/** A value in words where it has some: texts by language, lists by line. */
function Value({ of: value }: { of: unknown }) {
  const say = useSay()
  if (value === null || value === '') return <>{say('operator.diff.nothing')}</>
  if (typeof value !== 'object') return <>{String(value)}</>
  if ('characters' in value) return <>{say('operator.diff.long', { count: Number(value.characters) })}</>
  return <>{linesOf(value).join('\n')}</>
}

function linesOf(value: object): readonly string[] {
  if (Array.isArray(value)) return value.length === 0 ? ['–'] : value.map(lineOf)
  const parts = Object.entries(value)
  // A text in one language needs no name of it.
  if (parts.length === 1 && parts[0]?.[0] === 'en') return [lineOf(parts[0][1])]
  return parts.map(([name, part]) => `${name}: ${lineOf(part)}`)
}

function lineOf(part: unknown): string {
  if (part === null || typeof part !== 'object') return String(part ?? '–')
  return Object.values(part)
    .map((one) =>
      typeof one === 'object' && one !== null ? Object.values(one).join(', ') : String(one ?? '–'),
    )
    .filter((text) => text !== '')
    .join(' · ')
}
