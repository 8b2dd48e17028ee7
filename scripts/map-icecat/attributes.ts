const kinds: Record<string, string> = { t: 'Text', n: 'Number', b: 'Flag' }

/** True for a field that states a fact about the product ("attr_n_width"), false for its name, price and so on. */
export function isFact(field: string): boolean {
  return /^attr_[tnb]_./.test(field)
}

/**
 * Gives each source field its key in our rows: "attr_t_product_colour" becomes "productColour". An attribute
 * has one type in the whole catalogue, so a name that the source uses with two types ("size" as text and as
 * number) gets the type at its end, and two spellings of one name get a number. The result depends on the
 * set of fields alone, not on their order.
 */
export function nameFacts(fields: Iterable<string>): Map<string, string> {
  const byName = Map.groupBy([...fields].sort(), (field) => camelCase(field.slice('attr_t_'.length)))
  const keys = new Map<string, string>()
  for (const [name, sources] of byName) {
    const typed = new Set(sources.map(kindOf)).size > 1
    const seen = new Map<string, number>()
    for (const source of sources) {
      const key = typed ? name + kindOf(source) : name
      const count = (seen.get(key) ?? 0) + 1
      seen.set(key, count)
      keys.set(source, count === 1 ? key : `${key}${count}`)
    }
  }
  return keys
}

function kindOf(field: string): string {
  return kinds[field.charAt('attr_'.length)] ?? 'Text'
}

function camelCase(name: string): string {
  return name.replace(/_+$/, '').replace(/_+([a-z0-9])/g, (_, next: string) => next.toUpperCase())
}
