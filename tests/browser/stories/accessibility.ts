import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { World } from '../browser.test.ts'
import { type Language, languages, show } from '../open-browser.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Every page in three languages: nothing that axe finds, no error in the console, one heading of the first level. */
export function pagesAreAccessible(world: () => World): void {
  describe('every page', () => {
    for (const language of languages) {
      it(`has no finding of axe and no error in its console (${language})`, async () => {
        const findings: string[] = []
        for (const stop of world().tour.stops) findings.push(...(await look(world(), stop, language)))
        assert.deepEqual(findings, [])
      })
    }
  })
}

type Stop = World['tour']['stops'][number]

async function look({ tour, shop }: World, stop: Stop, language: Language): Promise<string[]> {
  const window = await tour.open(stop.as, { width: language === 'de' ? 390 : 1440 })
  try {
    await show(window, shop.url, { path: stop.path, language })
    const { violations } = await new AxeBuilder({ page: window.page }).withTags(tags).analyze()
    const expected = stop.name === 'not-found' ? /status of 404/ : /^$/
    return [
      ...violations.map(
        (one) => `${stop.name}: ${one.id} at ${one.nodes[0]?.target.join(' ')} (${one.nodes.length})`,
      ),
      ...window.problems
        .filter((problem) => !expected.test(problem))
        .map((problem) => `${stop.name}: ${problem}`),
    ]
  } finally {
    await window.close()
  }
}
