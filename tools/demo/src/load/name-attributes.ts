import labels from '../attribute-labels.json' with { type: 'json' }
import { atOnce } from './at-once.ts'
import type { Person } from './person.ts'

type Attribute = { key: string; version: number; label: { en: string; de?: string; ar?: string } }

const requestsAtOnce = 8
const known: Readonly<Record<string, readonly string[]>> = labels

/** An import names a fact in English, by its key. Here facts get their German and Arabic names; others keep theirs. */
export async function nameAttributes(operator: Person): Promise<number> {
  const present = await operator.list<Attribute>('/api/products/attributes')
  const unnamed = present.filter(({ key, label }) => known[key] && !label.de && !label.ar)
  await atOnce(unnamed, requestsAtOnce, async ({ key, version, label }) => {
    const [de = label.en, ar = label.en] = known[key] ?? []
    const path = `/api/products/attributes/${encodeURIComponent(key)}`
    await operator.patch(path, version, { label: { en: label.en, de, ar } })
  })
  return present.length
}
