import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { type Html, html, raw } from './html.ts'
import { style } from './style.ts'

export type Page = {
  readonly title: string
  readonly body: Html
  readonly status?: number
  readonly script?: string
  /** English where none is given. */
  readonly language?: 'en' | 'de' | 'ar'
  /** Origins that may show the page in a frame of theirs. */
  readonly framedBy?: readonly string[]
  /** Origins that a form of the page may lead to. */
  readonly leadsTo?: readonly string[]
}

/** Sends a page that loads nothing from anywhere: style and script are in it, and named by a nonce. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const nonce = randomBytes(12).toString('base64')
  const script = page.script === undefined ? '' : html`<script nonce="${nonce}">${raw(page.script)}</script>`
  const text = html`<!doctype html>
<html lang="${page.language ?? 'en'}" dir="${page.language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${page.title}</title><style nonce="${nonce}">${raw(style)}</style></head>
<body>${page.body}${script}</body></html>`
  const framedBy =
    page.framedBy === undefined || page.framedBy.length === 0 ? "'none'" : page.framedBy.join(' ')
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    `form-action ${["'self'", ...(page.leadsTo ?? [])].join(' ')}`,
    `frame-ancestors ${framedBy}`,
    "base-uri 'none'",
  ]
  return reply
    .code(page.status ?? 200)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    .send(text.html)
}

/** A page with one message: a title and what to do. */
export function sendMessage(
  reply: FastifyReply,
  status: number,
  [title, text]: readonly [string, string],
): FastifyReply {
  const body = html`<main><div class="card"><h1>${title}</h1><p>${text}</p></div></main>`
  return sendPage(reply, { title, status, body })
}
