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
  /** Where the person chooses which mails come, for mails that may be done without. */
  choice: { label: string; url: string } | null
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
  lines: readonly OrderLine[]
  sums: readonly Sum[]
  delivery: readonly string[]
}

export type OrderLine = {
  title: string
  options: string
  detail: string
  amount: string | null
  /** The address of its picture; null where there is none. */
  picture: string | null
}

export type Sum = { label: string; amount: string }

export type RenderedMail = { subject: string; html: string; text: string }
