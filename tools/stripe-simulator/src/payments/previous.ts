/** The fields that changed, with the values they had: what `*.updated` events carry. */
export function previousOf(before: object, after: object): Record<string, unknown> {
  const previous: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(after)) {
    if (name === 'sim') continue
    const was: unknown = Reflect.get(before, name)
    if (JSON.stringify(was) !== JSON.stringify(value)) previous[name] = was ?? null
  }
  return previous
}
