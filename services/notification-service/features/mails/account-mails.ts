import type { MailDocument, RenderedMail } from './document.ts'
import { renderHtml } from './html.ts'
import { renderText } from './plain-text.ts'
import { fill, fillCount, type Links, plainLine, type Texts } from './texts.ts'

export type AccountMailData = {
  kind: 'verify_email' | 'reset_password' | 'account_exists'
  firstName: string | null
  token: string | null
  expiresInSeconds: number
  links: Links
  shopName: string
}

/** The mail with the link of a registration or a new password. */
export function accountMail(data: AccountMailData, texts: Texts): RenderedMail {
  const { kind, firstName, shopName } = data
  const { words } = texts
  const wording = words[kind]
  const url = urlOf(data)
  const life = kind === 'account_exists' ? [] : [lifeOf(data.expiresInSeconds, texts)]
  const document: MailDocument = {
    subject: plainLine(wording.subject),
    title: wording.title,
    greeting: firstName ? fill(texts, words.greeting, { name: firstName }) : words.greetingPlain,
    paragraphs: [fill(texts, wording.intro, { shop: shopName })],
    action: { label: wording.action, url },
    notes: [...life, wording.note],
    order: null,
    footer: fill(texts, words.footerAccount, { shop: shopName }),
    choice: null,
  }
  return {
    subject: document.subject,
    html: renderHtml(document, texts, shopName),
    text: renderText(document),
  }
}

function urlOf(data: AccountMailData): string {
  if (data.kind === 'account_exists') return data.links.signIn()
  if (data.token === null) throw new Error(`A mail of kind ${data.kind} has no token`)
  return data.kind === 'verify_email'
    ? data.links.verifyEmail(data.token)
    : data.links.resetPassword(data.token)
}

/** Hours for long lives, minutes for short ones. */
function lifeOf(seconds: number, texts: Texts): string {
  const hours = Math.round(seconds / 3_600)
  if (hours >= 2) return fillCount(texts, texts.words.linkHours, { count: hours })
  return fillCount(texts, texts.words.linkMinutes, { count: Math.max(1, Math.round(seconds / 60)) })
}
