export type Html = { readonly html: string }
type Part = Html | string | number | null | undefined | false | readonly Part[]

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A page or a piece of one. Everything put in is escaped, except pieces made the same way. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? ''
  for (const [place, part] of parts.entries()) text += textOf(part) + (strings[place + 1] ?? '')
  return { html: text }
}

/** Text of ours that is markup already, such as a style sheet. */
export const raw = (text: string): Html => ({ html: text })

function textOf(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (Array.isArray(part)) return part.map(textOf).join('')
  if (typeof part === 'object' && 'html' in part) return part.html
  return String(part).replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}
