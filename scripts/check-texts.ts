// The texts of the apps: every language has every key with the same arguments, and nothing was left in English.
import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { root } from './run-command.ts'

type Catalogue = Readonly<Record<string, string>>

const apps = ['web', 'dashboard']
const languages = ['en', 'de', 'ar'] as const
/** Names, units and words that are the same in both languages. They are listed in `texts/same.json` of the app. */
const sameFile = 'same.json'

/** What is missing, left over, broken or untranslated. */
export async function checkTexts(): Promise<string[]> {
  const problems = plantedProblems()
  for (const app of apps) {
    const folder = join(root, 'frontend', app, 'texts')
    const [en, de, ar] = await Promise.all(languages.map((language) => readCatalogue(folder, language)))
    const same = existsSync(join(folder, sameFile))
      ? (JSON.parse(await readFile(join(folder, sameFile), 'utf8')) as string[])
      : []
    if (!en || !de || !ar) continue
    problems.push(
      ...compare(en, de, { name: `${app}/de`, same }),
      ...compare(en, ar, { name: `${app}/ar`, same }),
    )
  }
  return problems
}

function plantedProblems(): string[] {
  const planted: [Catalogue, Catalogue][] = [
    [{ a: 'Bag', b: 'Sale' }, { a: 'Tasche' }],
    [{ a: 'Bag' }, { a: 'Bag' }],
    [{ a: '{count} left' }, { a: 'noch {number}' }],
    [{ a: 'Bag' }, { a: 'Tasche {' }],
  ]
  return planted.flatMap(([en, other], index) =>
    compare(en, other, { name: 'planted', same: [] }).length > 0
      ? []
      : [`the planted fault ${index + 1} of the texts went unseen`],
  )
}

function compare(en: Catalogue, other: Catalogue, { name, same }: { name: string; same: readonly string[] }) {
  const problems: string[] = []
  for (const key of Object.keys(en)) if (!(key in other)) problems.push(`${name} has no text ${key}`)
  for (const [key, text] of Object.entries(other)) {
    const english = en[key]
    if (english === undefined) problems.push(`${name} has a text ${key} that English does not have`)
    else if (text === english && /\p{L}{3}/u.test(text.replace(/\{[^}]*\}/g, '')) && !same.includes(key))
      problems.push(`${name}: ${key} is English`)
    else problems.push(...compareArguments({ name, key }, english, text))
  }
  return problems
}

function compareArguments(where: { name: string; key: string }, english: string, text: string): string[] {
  try {
    const wanted = argumentsOf(parse(english)).join(', ')
    const found = argumentsOf(parse(text)).join(', ')
    return wanted === found
      ? []
      : [`${where.name}: ${where.key} has the arguments (${found}), English has (${wanted})`]
  } catch (error) {
    return [
      `${where.name}: ${where.key} is no ICU message: ${error instanceof Error ? error.message : String(error)}`,
    ]
  }
}

function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  const names = new Set<string>()
  const walk = (list: readonly MessageFormatElement[]) => {
    for (const element of list) {
      if ('value' in element && element.type !== TYPE.literal) names.add(String(element.value))
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value)
      if ('children' in element) walk(element.children)
    }
  }
  walk(elements)
  return [...names].sort()
}

async function readCatalogue(folder: string, language: string): Promise<Catalogue> {
  const texts: Record<string, string> = {}
  const paths: string[] = []
  for await (const path of glob([`${language}.json`, `${language}/*.json`], { cwd: folder })) paths.push(path)
  for (const path of paths) Object.assign(texts, JSON.parse(await readFile(join(folder, path), 'utf8')))
  return texts
}
