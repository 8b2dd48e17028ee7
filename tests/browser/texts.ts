import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Language } from './open-browser.ts'

const frontend = fileURLToPath(new URL('../../frontend', import.meta.url))
export type App = 'web' | 'dashboard'

/** The texts of the pages in a language, by key: a story looks for the words that people read. */
export function readTexts(app: App, language: Language): Readonly<Record<string, string>> {
  const folder = join(frontend, app, 'texts', language)
  const areas = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
  )
  return Object.assign({}, ...areas)
}

/** A text without values in it. */
export function textOf(app: App, language: Language, key: string): string {
  const text = readTexts(app, language)[key]
  if (text === undefined || /[{}]/.test(text)) throw new Error(`${key} is no plain text of ${app}`)
  return text
}
