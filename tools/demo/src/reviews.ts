import { createHash } from 'node:crypto'
import { readEntries } from './catalogue.ts'
import written from './reviews.json' with { type: 'json' }
import type { Review } from './types.ts'

type Line = readonly [language: string, stars: number, title: string, text: string, answer?: string]
type Language = Review['language']

const ownWords = written as unknown as Readonly<Record<string, readonly Line[]>>
const forAny = ownWords['any'] ?? []

/** How many reviews a product gets that could stand under any product: many get none. */
const anyCounts = [0, 0, 1, 0, 2, 3, 1, 0, 2, 0]
const dayMs = 86_400_000
const youngestDays = 6
const spreadDays = 420

const names: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Hannah B.',
    'Tom W.',
    'Priya N.',
    'Callum R.',
    'Grace O.',
    'Luca M.',
    'Elin S.',
    'Joan P.',
    'Idris K.',
  ],
  de: ['Katrin H.', 'Jens M.', 'Aylin T.', 'Ruth W.', 'Moritz L.', 'Beate F.', 'Stefan G.', 'Nele K.'],
  ar: ['سارة م.', 'يوسف ح.', 'ليلى ع.', 'كريم ن.', 'هند ر.', 'عمر س.', 'نور ب.'],
}

/** What people say of the demo's products, with days counted back from `now`. The same on every machine. */
export function reviews(now: number): Review[] {
  return readEntries().flatMap(({ entry }) => {
    const lines = [...(ownWords[entry.id] ?? []), ...linesForAny(entry.id)]
    return lines.map((line, index) => toReview({ productId: entry.id, index, now }, line))
  })
}

function linesForAny(productId: string): Line[] {
  const count = anyCounts[numberFrom(productId, 'count') % anyCounts.length] ?? 0
  const first = numberFrom(productId, 'first')
  // Steps of seven through a list of twenty-two: never the same twice under one product.
  return Array.from({ length: count }, (_, index) => forAny[(first + index * 7) % forAny.length]).filter(
    (line) => line !== undefined,
  )
}

function toReview(of: { productId: string; index: number; now: number }, line: Line): Review {
  const [word, rating, title, text, answer] = line
  const language: Language = word === 'de' || word === 'ar' ? word : 'en'
  const externalId = `demo-${of.productId}-${of.index + 1}`
  const written = of.now - (youngestDays + (numberFrom(externalId, 'day') % spreadDays)) * dayMs
  const among = names[language]
  return {
    productId: of.productId,
    externalId,
    rating,
    title,
    text,
    language,
    shownName: among[(numberFrom(of.productId, 'name') + of.index) % among.length] ?? '',
    verifiedPurchase: numberFrom(externalId, 'verified') % 8 !== 0,
    createdAt: new Date(written).toISOString(),
    ...(answer === undefined
      ? {}
      : { answer: { text: answer, answeredAt: new Date(written + 2 * dayMs).toISOString() } }),
  }
}

function numberFrom(id: string, what: string): number {
  return createHash('sha256').update(`${what} ${id}`).digest().readUInt32BE(0)
}
