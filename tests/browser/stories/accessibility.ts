import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { languages } from '../open-browser.ts'
import { isExpected } from '../stops.ts'
import { walk } from '../walk.ts'
import type { World } from '../world.ts'

/** @: every page in three languages: nothing that axe finds, no error in the console, one heading of the first level. */
export function pagesAreAccessible(world: () => World): void {
  describe('every page', () => {
    for (const language of languages) {
      it(`has no finding of axe and no error in its console (${language})`, async () => {
        const pages = await walk(world(), language)
        const findings = pages.flatMap(({ stop, findings: found, problems }) => {
          const wrong = problems.filter((problem) => !isExpected(stop, problem))
          return [...found, ...wrong].map((text) => `${stop.name}: ${text}`)
        })
        assert.deepEqual(findings, [])
      })
    }
  })
}
