import type { Setting } from './setting.ts'

/** The value of a text, or what is wrong with it. The problem never quotes the text: it may be a secret. */
export type Parsed =
  | { readonly ok: true; readonly value: string | number | readonly string[] }
  | { readonly ok: false; readonly problem: string }

/** Reads the text of one setting. */
export function parseSetting(setting: Setting, text: string): Parsed {
  const parsed = parseKind(setting, text)
  const problem = parsed.ok ? (setting.check?.(text) ?? null) : null
  return problem === null ? parsed : { ok: false, problem }
}

function parseKind(setting: Setting, text: string): Parsed {
  switch (setting.kind) {
    case 'string':
    case 'secret':
      return { ok: true, value: text }
    case 'url':
      return parseUrl(text, setting.protocols)
    case 'integer':
      return parseInteger(text, setting)
    case 'enum':
      if (setting.values.includes(text)) return { ok: true, value: text }
      return { ok: false, problem: 'is none of its words' }
    case 'list':
      return parseList(text, setting.of)
  }
}

/** Reads an address. The slash at the end of a web address goes: paths are put behind it. */
export function parseUrl(text: string, protocols: readonly string[]): Parsed {
  if (!URL.canParse(text)) return { ok: false, problem: 'is not an address' }
  if (!protocols.includes(new URL(text).protocol)) return { ok: false, problem: 'begins with another scheme' }
  return { ok: true, value: /^https?:/.test(text) ? text.replace(/\/+$/, '') : text }
}

function parseInteger(text: string, limits: { min: number; max: number; orWord?: string }): Parsed {
  if (text === limits.orWord) return { ok: true, value: text }
  const number = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(number)) return { ok: false, problem: 'is not a whole number' }
  if (number < limits.min || number > limits.max) return { ok: false, problem: 'is out of range' }
  return { ok: true, value: number }
}

function parseList(text: string, problemOf: (item: string) => string | null): Parsed {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  for (const item of items) {
    const problem = problemOf(item)
    if (problem !== null) return { ok: false, problem }
  }
  return { ok: true, value: [...new Set(items)] }
}

/** What the text of a setting must be, as the end of a sentence that begins with "Set NAME to". */
export function expectationOf(setting: Setting): string {
  if (setting.expects) return setting.expects
  switch (setting.kind) {
    case 'string':
    case 'secret':
      return 'a text'
    case 'url':
      return urlExpectation(setting.protocols)
    case 'integer': {
      const word = setting.orWord ? `, or ${setting.orWord}` : ''
      return `a whole number from ${setting.min} to ${setting.max}${word}`
    }
    case 'enum':
      return setting.values.join(' or ')
    case 'list':
      return 'a list with commas between'
  }
}

/** What the text of an address must be, in the same place of the sentence. */
export function urlExpectation(protocols: readonly string[]): string {
  return `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`
}
