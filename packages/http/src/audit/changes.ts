export type FieldChange = {
  readonly subject: string
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

const valueCharactersMax = 4_000

/** The fields in which two states of a thing differ. A thing that is new has nothing before. */
export function changesOf(subject: string, before: object | null, after: object): FieldChange[] {
  const then = (before ?? {}) as Record<string, unknown>
  const now = after as Record<string, unknown>
  const fields = [...new Set([...Object.keys(then), ...Object.keys(now)])]
  return fields
    .filter((field) => JSON.stringify(then[field]) !== JSON.stringify(now[field]))
    .map((field) => ({ subject, field, before: short(then[field]), after: short(now[field]) }))
}

/** Long values are told by their length: the log says what changed, it is no archive. */
function short(value: unknown): unknown {
  const text = JSON.stringify(value ?? null)
  return text.length > valueCharactersMax ? { characters: text.length } : (value ?? null)
}
