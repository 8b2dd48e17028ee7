/** A decoded form: names with brackets become nested maps; lists are maps with the places as names. */
export type FormNode = string | FormMap
export type FormMap = { [name: string]: FormNode }

const nestingMax = 8

/** Reads `a[b][0]=x&a[b][1]=y` and `a[b][]=x`; undefined when the text is no form. */
export function parseForm(text: string): FormMap | undefined {
  const root: FormMap = {}
  if (text === '') return root
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals))
    const value = decoded(equals < 0 ? '' : pair.slice(equals + 1))
    if (name === undefined || value === undefined || !place(root, steps(name), value)) return undefined
  }
  return root
}

function decoded(text: string): string | undefined {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

function steps(name: string): string[] {
  const open = name.indexOf('[')
  if (open <= 0 || !name.endsWith(']')) return [name]
  return [name.slice(0, open), ...name.slice(open + 1, -1).split('][')]
}

function place(root: FormMap, path: readonly string[], value: string): boolean {
  if (path.length > nestingMax || path.includes('__proto__')) return false
  let map = root
  for (const [depth, step] of path.entries()) {
    const name = step === '' ? String(Object.keys(map).length) : step
    if (depth === path.length - 1) {
      map[name] = value
      return true
    }
    const next = Object.hasOwn(map, name) ? map[name] : undefined
    if (typeof next === 'string') return false
    const inner = next ?? {}
    map[name] = inner
    map = inner
  }
  return false
}
