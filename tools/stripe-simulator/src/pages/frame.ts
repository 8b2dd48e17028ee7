import { readFileSync } from 'node:fs'
import { testCards } from '../cards/test-cards.ts'
import { frameLocale, frameTexts } from './frame-texts.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'

export type FrameWish = {
  /** The page that embeds the frame, and the only one that messages go to. */
  readonly origin: string
  readonly returnUrl: string
  /** Text of the setting as it came: `true`, `false` or nothing. */
  readonly useStripeSdk: string
  /** The language of the page around it. */
  readonly locale?: string
  /** Shown by our Stripe.js: the page around has the button, and gives its colours. */
  readonly isElements?: boolean
  readonly error?: string
}

const hinted = ['visa', 'authenticationRequired', 'chargeDeclined'] as const
const frameScript = readFileSync(new URL('../browser/frame.js', import.meta.url), 'utf8')

/** The card form. With script it tells the page around it; without, it goes on to the return URL. */
export function framePage(wish: FrameWish): Page {
  const locale = frameLocale(wish.locale ?? '')
  const texts = frameTexts(locale)
  const field = (name: 'number' | 'expiry' | 'cvc', complete: string, charactersMax: number) => html`<div>
<label for="${name}">${texts[name]}</label>
<input id="${name}" name="${name}" dir="ltr" inputmode="numeric" autocomplete="${complete}" required maxlength="${charactersMax}" aria-describedby="${name}-error">
<p class="error" id="${name}-error"></p></div>`
  const hidden = wish.isElements === true ? html` hidden` : ''
  const body = html`<main class="stack card-frame" id="frame"${hidden}
 data-origin="${wish.origin}" data-return-url="${wish.returnUrl}" data-use-stripe-sdk="${wish.useStripeSdk}"
 data-is-elements="${String(wish.isElements === true)}" data-texts="${JSON.stringify(texts)}">
<form method="post" action="/_sim/frame" class="stack" id="card" autocomplete="on" novalidate>
<input type="hidden" name="origin" value="${wish.origin}">
<input type="hidden" name="return_url" value="${wish.returnUrl}">
<input type="hidden" name="use_stripe_sdk" value="${wish.useStripeSdk}">
<input type="hidden" name="locale" value="${locale}">
${field('number', 'cc-number', 24)}
<div class="pair">${field('expiry', 'cc-exp', 9)}${field('cvc', 'cc-csc', 4)}</div>
<p class="error" id="error" role="alert">${wish.error ?? ''}</p>
${wish.isElements === true ? '' : html`<button class="main" id="use">${texts.use}</button>`}</form>
<div class="quiet"><p>${texts.testCards}</p><ul>${hinted.map(
    (key) => html`<li><code dir="ltr">${spaced(numberOf(key))}</code> ${texts[key]}</li>`,
  )}</ul></div>
</main>`
  return {
    title: texts.title,
    body,
    script: frameScript,
    language: locale,
    framedBy: [wish.origin],
    leadsTo: [wish.origin],
  }
}

const numberOf = (key: string) => testCards.find((card) => card.key === key)?.number ?? ''
const spaced = (number: string) => number.replace(/(\d{4})(?=\d)/g, '$1 ')

/** Reads `MM / YY` and the like; fields that cannot be read become zero, which the card check refuses. */
export function readExpiry(text: string): { exp_month: number; exp_year: number } {
  const digits = text.replace(/\D+/g, ' ').trim().split(' ')
  const [month = '', year = ''] = digits.length > 1 ? digits : [text.slice(0, 2), text.slice(2)]
  return { exp_month: Number(month) || 0, exp_year: Number(year) || 0 }
}
