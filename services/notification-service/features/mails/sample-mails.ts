import type { Facts, Language, MailKind } from '../../model.ts'
import { accountMail } from './account-mails.ts'
import type { RenderedMail } from './document.ts'
import { type MailOrder, orderMail } from './order-mails.ts'
import { linksOf, textsOf } from './texts.ts'

const glass = '0190a000-0000-7000-8000-00000000000a'
const paper = '0190a000-0000-7000-8000-00000000000b'

/** An order over two vendors, with names that would break out of HTML if somebody forgot to escape them. */
export const sampleOrder: Omit<MailOrder, 'language'> = {
  orderId: '0190a000-0000-7000-8000-000000000001',
  number: 'R7KQ2M4XH9',
  email: 'francois@example.org',
  recipient: 'François O’Neill',
  createdAt: '2026-11-20T10:15:00.000Z',
  status: 'paid',
  totals: {
    subtotal: 12_147,
    shipping: 490,
    taxes: 0,
    taxIncluded: 1_940,
    discounts: 500,
    total: 12_137,
    currency: 'EUR',
  },
  vendors: [
    {
      vendorId: glass,
      vendorName: 'Laguna & Sons <Glass>',
      status: 'shipped',
      carrier: 'DHL',
      trackingCode: 'JJD000390007812345678',
      shipping: 490,
      total: 8_239,
      lines: [
        {
          sku: 'GLASS-1',
          title: 'Carafe "Murano" <1 l>',
          options: { Colour: 'Lagoon green', Size: '1 l' },
          image: 'ab'.repeat(32),
          quantity: 2,
          unitPrice: 3_250,
          total: 6_000,
        },
        {
          sku: 'GLASS-2',
          title: 'Tumbler',
          options: {},
          image: null,
          quantity: 3,
          unitPrice: 583,
          total: 1_749,
        },
      ],
    },
    {
      vendorId: paper,
      vendorName: 'Carta Bianca',
      status: 'open',
      carrier: null,
      trackingCode: null,
      shipping: 0,
      total: 3_898,
      lines: [
        {
          sku: 'PAPER-1',
          title: 'Notebook, thread-sewn, 192 pages',
          options: { Ruling: 'dotted' },
          image: 'https://shop.example/media/cd/800.webp',
          quantity: 2,
          unitPrice: 1_949,
          total: 3_898,
        },
      ],
    },
  ],
}

const orderSamples: readonly { kind: MailKind; facts: Facts }[] = [
  { kind: 'order_created', facts: {} },
  { kind: 'order_paid', facts: {} },
  { kind: 'payment_failed', facts: {} },
  {
    kind: 'order_shipped',
    facts: {
      vendorId: glass,
      lines: [
        { sku: 'GLASS-1', quantity: 1 },
        { sku: 'GLASS-2', quantity: 3 },
      ],
    },
  },
  { kind: 'order_delivered', facts: { vendorId: glass } },
  { kind: 'order_cancelled', facts: { wasPaid: true } },
  {
    kind: 'part_cancelled',
    facts: { vendorId: paper, lines: [{ sku: 'PAPER-1', quantity: 2 }], amount: 3_898 },
  },
  { kind: 'payment_refunded', facts: { vendorId: paper, amount: 3_898 } },
  {
    kind: 'return_requested',
    facts: { vendorId: paper, lines: [{ sku: 'PAPER-1', quantity: 1 }], amount: 1_949 },
  },
  { kind: 'return_approved', facts: { vendorId: paper } },
  { kind: 'return_rejected', facts: { vendorId: paper } },
  { kind: 'review_request', facts: { vendorId: glass } },
]

const accountSamples = [
  { kind: 'verify_email', token: 'a-token_of_a_link', expiresInSeconds: 172_795 },
  { kind: 'reset_password', token: 'a-token_of_a_link', expiresInSeconds: 3_598 },
  { kind: 'account_exists', token: null, expiresInSeconds: 86_400 },
] as const

/** Every mail in a language, by its kind. */
export function sampleMails(language: Language): Map<string, RenderedMail> {
  const texts = textsOf(language)
  const shown = { links: linksOf('https://shop.example', language), shopName: 'Rialto' }
  const order = { ...sampleOrder, language }
  return new Map([
    ...orderSamples.map(
      ({ kind, facts }) => [kind, orderMail({ kind, facts, order, ...shown }, texts)] as const,
    ),
    ...accountSamples.map(
      (sample) => [sample.kind, accountMail({ firstName: 'François', ...sample, ...shown }, texts)] as const,
    ),
  ])
}
