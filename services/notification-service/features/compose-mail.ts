import type { Ctx } from '@rialto/core'
import { findOrderForMail, findOrderMoney } from '@rialto/order-service/contract'
import { readMailRequest } from '@rialto/user-service/contract'
import {
  isDispensable,
  type OutgoingMail,
  type Ports,
  type Preferences,
  reasonToSkip,
  type StoredMail,
  userOf,
  usualPreferences,
} from '../model.ts'
import { findPreferences } from '../store.ts'
import { accountMail } from './mails/account-mails.ts'
import { orderMail } from './mails/order-mails.ts'
import { linksOf, textsOf } from './mails/texts.ts'

/** A mail ready to go, or why there is none to send any more. */
export type Composed = { mail: OutgoingMail } | { skip: string }

/** Asks for the facts of a mail and renders it. Throws when another service does not answer: the job comes again. */
export function composeMail(ctx: Ctx<Ports>, stored: StoredMail): Promise<Composed> {
  return stored.subject === 'order' ? composeOrderMail(ctx, stored) : composeAccountMail(ctx, stored)
}

async function composeOrderMail(ctx: Ctx<Ports>, stored: StoredMail): Promise<Composed> {
  const orderId = stored.subjectId
  const found = await ctx.call(findOrderForMail, { orderId })
  if (!found.ok) return goneOrLater(found.code, stored)
  const order = found.value
  const preferences = await preferencesOf(ctx, stored)
  if (preferences === null) return { skip: 'not_wanted' }
  const reason = reasonToSkip(stored.kind, order.status, preferences)
  if (reason) return { skip: reason }
  const texts = textsOf(order.language)
  const links = linksOf(ctx.ports.publicUrl, order.language)
  const { kind, facts } = stored
  const rendered = orderMail({ kind, facts, order, links, shopName: ctx.ports.shopName }, texts)
  const to = { name: order.recipient, address: order.email }
  const unsubscribeUrl = isDispensable(kind) ? links.chooseMails() : null
  return { mail: { id: stored.id, to, language: order.language, unsubscribeUrl, ...rendered } }
}

async function composeAccountMail(ctx: Ctx<Ports>, stored: StoredMail): Promise<Composed> {
  const found = await ctx.call(readMailRequest, { requestId: stored.subjectId })
  if (!found.ok) return goneOrLater(found.code, stored)
  const request = found.value
  const texts = textsOf(request.language)
  const links = linksOf(ctx.ports.publicUrl, request.language)
  const rendered = accountMail({ ...request, links, shopName: ctx.ports.shopName }, texts)
  const to = { name: request.firstName ?? '', address: request.email }
  return { mail: { id: stored.id, to, language: request.language, unsubscribeUrl: null, ...rendered } }
}

/** An order without a contact or a link that was used needs no mail; any other refusal may pass. */
function goneOrLater(code: string, stored: StoredMail): Composed {
  if (code === 'NOT_FOUND') return { skip: 'recipient_gone' }
  throw new Error(`The facts of mail ${stored.id} could not be read: ${code}`)
}

/**
 * Only mails that a person may do without depend on what they chose. Null for a guest who would be asked for an opinion:
 * reviews are written with an account.
 */
async function preferencesOf(ctx: Ctx<Ports>, stored: StoredMail): Promise<Preferences | null> {
  if (!isDispensable(stored.kind)) return usualPreferences
  const money = await ctx.call(findOrderMoney, { orderId: stored.subjectId })
  if (!money.ok) throw new Error(`The owner of mail ${stored.id} could not be read: ${money.code}`)
  const userId = userOf(money.value.ownerId)
  if (userId === null) return stored.kind === 'review_request' ? null : usualPreferences
  return (await findPreferences(ctx.sql, userId)) ?? usualPreferences
}
