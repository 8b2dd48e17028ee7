/** What a mail says, before it becomes HTML and plain text: both say the same. */
export type MailDocument = {
  subject: string
  title: string
  greeting: string
  paragraphs: readonly string[]
  action: { label: string; url: string } | null
  /** Small print below the button. */
  notes: readonly string[]
  order: OrderSection | null
  footer: string
}

export type OrderSection = {
  heading: string
  parts: readonly OrderPart[]
  /** Sums below all parts; the last one is the total. */
  sums: readonly Sum[]
  note: string | null
}

/** What one vendor delivers. */
export type OrderPart = {
  vendor: string
  lines: readonly { title: string; options: string; detail: string; amount: string | null }[]
  sums: readonly Sum[]
  delivery: readonly string[]
}

export type Sum = { label: string; amount: string }

export type RenderedMail = { subject: string; html: string; text: string }
