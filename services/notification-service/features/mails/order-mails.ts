import type { findOrderForMail } from '@rialto/order-service/contract'
import { type Facts, isDispensable, type MailKind } from '../../model.ts'
import type { MailDocument, OrderPart, OrderSection, RenderedMail, Sum } from './document.ts'
import { renderHtml } from './html.ts'
import { renderText } from './plain-text.ts'
import { fill, fillCount, formatDate, formatMoney, type Links, plainLine, type Texts } from './texts.ts'

export type MailOrder = NonNullable<(typeof findOrderForMail)['types']>['output']
type Vendor = MailOrder['vendors'][number]

export type OrderMailData = {
  kind: MailKind
  facts: Facts
  order: MailOrder
  links: Links
  shopName: string
}

type Wording = { subject: string; title: string; paragraphs: readonly string[] }

/** The mail about something that happened to an order. */
export function orderMail(data: OrderMailData, texts: Texts): RenderedMail {
  const { order, links, kind, shopName } = data
  const { words } = texts
  const { subject, title, paragraphs } = wordingOf(data, texts)
  const document: MailDocument = {
    subject: plainLine(subject),
    title,
    greeting: fill(texts, words.greeting, { name: order.recipient }),
    paragraphs,
    action: actionOf(data, texts),
    notes: [],
    order: orderSection(data, texts),
    footer: fill(texts, words.footerOrder, { shop: shopName }),
    choice: isDispensable(kind) ? { label: words.chooseMails, url: links.chooseMails() } : null,
  }
  return {
    subject: document.subject,
    html: renderHtml(document, texts, shopName),
    text: renderText(document),
  }
}

function actionOf({ kind, order, links }: OrderMailData, { words }: Texts): MailDocument['action'] {
  switch (kind) {
    case 'payment_failed':
      return { label: words.payment_failed.action, url: links.pay(order.orderId) }
    case 'return_approved':
    case 'return_rejected':
      return { label: words.seeReturn, url: links.order(order.orderId) }
    case 'review_request':
      return { label: words.review_request.action, url: links.order(order.orderId) }
    default:
      return { label: words.followOrder, url: links.track(order.number) }
  }
}

function wordingOf(data: OrderMailData, texts: Texts): Wording {
  const { order, facts, kind } = data
  const { words } = texts
  const vendor = order.vendors.find((one) => one.vendorId === facts.vendorId)?.vendorName ?? ''
  const amount = facts.amount === undefined ? '' : formatMoney(texts, facts.amount, order.totals.currency)
  const count = (facts.lines ?? []).reduce((sum, line) => sum + line.quantity, 0)
  const values = { number: order.number, vendor, amount, count }
  const say = (wording: { subject: string; title: string }, intro: string): Wording => ({
    subject: fill(texts, wording.subject, values),
    title: wording.title,
    paragraphs: [intro],
  })
  switch (kind) {
    case 'order_created':
    case 'order_paid':
    case 'payment_failed':
    case 'order_delivered':
    case 'part_cancelled':
    case 'payment_refunded':
    case 'return_requested':
    case 'return_approved':
    case 'return_rejected':
    case 'review_request':
      return say(words[kind], fill(texts, words[kind].intro, values))
    case 'order_shipped':
      return say(words[kind], fillCount(texts, words[kind].intro, values))
    case 'order_cancelled':
      return say(words[kind], facts.wasPaid ? words[kind].introPaid : words[kind].introUnpaid)
    case 'account':
      throw new Error('A mail about an account is not one about an order')
  }
}

/** All of the order, or only the vendor's part that the mail is about. */
function orderSection(data: OrderMailData, texts: Texts): OrderSection {
  const { order, facts } = data
  const { words } = texts
  const heading = fill(texts, words.orderOf, {
    number: order.number,
    date: formatDate(texts, order.createdAt),
  })
  const money = (amount: number) => formatMoney(texts, amount, order.totals.currency)
  const isPart = facts.vendorId !== undefined
  const vendors = isPart ? order.vendors.filter((one) => one.vendorId === facts.vendorId) : order.vendors
  const parts = vendors.map((vendor) => orderPart({ vendor, data, isPart }, texts, money))
  if (isPart) return { heading, parts, sums: [], note: null }
  const { taxIncluded } = order.totals
  const note = taxIncluded > 0 ? fill(texts, words.taxIncluded, { amount: money(taxIncluded) }) : null
  return { heading, parts, sums: sumsOf(order, texts, money), note }
}

type Show = (amount: number) => string

function orderPart(
  part: { vendor: Vendor; data: OrderMailData; isPart: boolean },
  texts: Texts,
  money: Show,
): OrderPart {
  const { vendor, data, isPart } = part
  const { words } = texts
  const units = data.facts.lines && new Map(data.facts.lines.map((line) => [line.sku, line.quantity]))
  const own = (text: string) => (text === '' ? '' : fill(texts, '{text}', { text }))
  // A parcel is about what is in it: the prices stand in the mails about the whole order.
  const isParcel = isDispensable(data.kind)
  const lines = vendor.lines
    .filter((line) => !units || units.has(line.sku))
    .map((line) => {
      const count = units?.get(line.sku) ?? line.quantity
      const detail = isParcel ? words.quantity : words.unitPrice
      return {
        title: own(line.title),
        options: own(Object.values(line.options).join(', ')),
        detail: fill(texts, detail, { count, price: money(line.unitPrice) }),
        amount: isParcel ? null : money(line.total),
        picture: data.links.picture(line.image),
      }
    })
  const shipping = vendor.shipping === 0 ? words.shippingFree : money(vendor.shipping)
  const sums = isPart
    ? []
    : [
        { label: words.shipping, amount: shipping },
        { label: fill(texts, words.vendorTotal, { vendor: vendor.vendorName }), amount: money(vendor.total) },
      ]
  return { vendor: own(vendor.vendorName), lines, sums, delivery: deliveryOf(part, texts) }
}

function deliveryOf(part: { vendor: Vendor; data: OrderMailData }, texts: Texts): string[] {
  if (part.data.kind !== 'order_shipped') return []
  const { carrier, trackingCode } = part.vendor
  const { words } = texts
  return [
    ...(carrier === null ? [] : [fill(texts, words.carrier, { carrier })]),
    ...(trackingCode === null ? [] : [fill(texts, words.tracking, { code: trackingCode })]),
  ]
}

function sumsOf(order: MailOrder, texts: Texts, money: Show): Sum[] {
  const { words } = texts
  const { subtotal, shipping, discounts, taxes, total } = order.totals
  return [
    { label: words.subtotal, amount: money(subtotal) },
    { label: words.shipping, amount: shipping === 0 ? words.shippingFree : money(shipping) },
    ...(discounts > 0 ? [{ label: words.discounts, amount: money(-discounts) }] : []),
    ...(taxes > 0 ? [{ label: words.taxes, amount: money(taxes) }] : []),
    { label: words.total, amount: money(total) },
  ]
}
