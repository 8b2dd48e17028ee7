import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { type Language, show, type Window } from './open-browser.ts'
import type { As, Stop } from './stops.ts'
import type { World } from './world.ts'

// One walk over every page in a language serves all who ask what is wrong there: most of its time is the browser's.

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export type Word = {
  readonly text: string
  /** The language that the page says it is in. */
  readonly language: string
  /** Stands apart as it is: a name, a code, a key. */
  readonly isApart: boolean
}

export type Seen = {
  readonly stop: Stop
  readonly findings: readonly string[]
  readonly problems: readonly string[]
  readonly words: readonly Word[]
}

const walks = new WeakMap<World, Map<Language, Promise<Seen[]>>>()

/** What is on every page of the tour in a language; walked once. */
export function walk(world: World, language: Language): Promise<Seen[]> {
  const known = walks.get(world) ?? new Map<Language, Promise<Seen[]>>()
  walks.set(world, known)
  const walked = known.get(language) ?? start(world, language)
  known.set(language, walked)
  return walked
}

/** Two go at a time, as there are two cores: the guest, who sees most, and everybody who is signed in. */
async function start(world: World, language: Language): Promise<Seen[]> {
  const lanes: As[][] = [['guest'], ['stranger', 'shopper', 'operator', 'vendor']]
  const seen = await Promise.all(
    lanes.map(async (lane) => {
      const pages: Seen[] = []
      for (const as of lane) pages.push(...(await walkAs(world, as, language)))
      return pages
    }),
  )
  return seen.flat()
}

async function walkAs({ tour, shop }: World, as: As, language: Language): Promise<Seen[]> {
  const window = await tour.open(as, { width: language === 'de' ? 390 : 1440 })
  const pages: Seen[] = []
  try {
    for (const stop of tour.stops.filter((one) => one.as === as)) {
      const before = window.problems.length
      await show(window, shop.url, { path: stop.path, language })
      await stop.act?.(window.page)
      const words = await wordsOn(window.page)
      const findings = await findingsOn(window)
      pages.push({ stop, findings, words, problems: window.problems.slice(before) })
    }
    return pages
  } finally {
    await window.close()
  }
}

/** The frame of the payment provider is another site's page; asking axe in its old way spares a second page for each. */
async function findingsOn({ page }: Window): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'], iframes: false })
  const { violations } = await axe.withTags(tags).setLegacyMode().analyze()
  return violations.map((one) => `${one.id} at ${one.nodes[0]?.target.join(' ')} (${one.nodes.length})`)
}

// The page's own language: plain JavaScript, as no file here has the types of a document.
const readWords = readFileSync(new URL('read-words.js', import.meta.url), 'utf8')

/** Every text of a page that is seen or read out. */
export function wordsOn(page: Page): Promise<Word[]> {
  return page.evaluate<Word[]>(readWords)
}
