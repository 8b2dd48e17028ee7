/** What the audit log tells of a product, the newest entry first. */
export type ProductEntry = {
  readonly endpoint: string
  readonly at: string
  readonly outcome: string
  readonly changes: readonly { subject: string; field: string; before: unknown; after: unknown }[]
}

export type FieldDiff = { readonly field: string; readonly before: unknown; readonly after: unknown }

export type ApprovalDiff = {
  /** What the product is compared with: the state that was approved or sent back last; null for one that is new. */
  readonly since: { readonly kind: 'approved' | 'rejected'; readonly at: string } | null
  readonly fields: readonly FieldDiff[]
}

const decisions: Readonly<Record<string, 'approved' | 'rejected'>> = {
  'product.approve_product': 'approved',
  'product.reject_product': 'rejected',
}

/**
 * What changed in a product since the marketplace last decided on it. Its approval counts before its rejections: shoppers
 * knew the approved state. Several changes of a field are one, and a field that was changed back is none.
 */
export function diffSinceDecision(productId: string, entries: readonly ProductEntry[]): ApprovalDiff {
  const done = entries.filter(({ outcome }) => outcome === 'done')
  const decided = (kind: 'approved' | 'rejected') => done.findIndex((one) => decisions[one.endpoint] === kind)
  const at = decided('approved') >= 0 ? decided('approved') : decided('rejected')
  const decision = done[at]
  const kind = decision ? decisions[decision.endpoint] : undefined
  if (!decision || !kind) return { since: null, fields: [] }
  const fields = new Map<string, FieldDiff>()
  const changes = done
    .slice(0, at)
    .toReversed()
    .flatMap((entry) => entry.changes)
  for (const { subject, field, before, after } of changes) {
    if (subject !== productId || field === 'status') continue
    fields.set(field, { field, before: fields.get(field)?.before ?? before, after })
  }
  const changed = [...fields.values()].filter(
    ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
  )
  return { since: { kind, at: decision.at }, fields: changed }
}

type Texts = Readonly<Record<string, string>>
type Words = {
  readonly options?: Readonly<Record<string, { readonly name?: string; readonly values?: Texts }>>
  readonly attributes?: Readonly<Record<string, Texts>>
}

/** Of the words of other languages only those that changed, one a line: `de · Size · Small: Klein`. */
export function changedWords(diff: FieldDiff): FieldDiff {
  const isLong = [diff.before, diff.after].some(
    (side) => typeof side === 'object' && side !== null && 'characters' in side,
  )
  if (diff.field !== 'words' || isLong) return diff
  const [before, after] = [diff.before, diff.after].map((side) => wordLines((side ?? {}) as AllWords))
  return {
    ...diff,
    before: before?.filter((line) => !after?.includes(line)),
    after: after?.filter((line) => !before?.includes(line)),
  }
}

type AllWords = Readonly<Record<string, Words>>

function wordLines(words: AllWords): string[] {
  return Object.entries(words).flatMap(([language, { options = {}, attributes = {} }]) => [
    ...Object.entries(options).flatMap(([option, { name, values = {} }]) => [
      ...(name === undefined ? [] : [`${language} · ${option}: ${name}`]),
      ...textLines(`${language} · ${option}`, values),
    ]),
    ...Object.entries(attributes).flatMap(([key, texts]) => textLines(`${language} · ${key}`, texts)),
  ])
}

function textLines(above: string, texts: Texts): string[] {
  return Object.entries(texts).map(([word, text]) => `${above} · ${word}: ${text}`)
}
