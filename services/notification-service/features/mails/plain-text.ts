import type { MailDocument, OrderPart, OrderSection, Sum } from './document.ts'

/** The mail for who reads without HTML. */
export function renderText(document: MailDocument): string {
  const { title, greeting, paragraphs, action, notes, order, footer, choice } = document
  const blocks = [
    title,
    greeting,
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...notes,
    ...(order ? orderBlocks(order) : []),
    `--\n${footer}`,
    ...(choice ? [`${choice.label}:\n${choice.url}`] : []),
  ]
  return `${blocks.join('\n\n')}\n`
}

function orderBlocks(order: OrderSection): string[] {
  return [
    order.heading,
    ...order.parts.map(partBlock),
    ...(order.sums.length > 0 ? [order.sums.map(sumLine).join('\n')] : []),
    ...(order.note ? [order.note] : []),
  ]
}

function partBlock(part: OrderPart): string {
  const lines = part.lines.map(({ title, options, detail, amount }) => {
    const name = options === '' ? title : `${title} (${options})`
    return `- ${name}\n  ${detail}${amount === null ? '' : ` = ${amount}`}`
  })
  return [part.vendor, ...lines, ...part.sums.map(sumLine), ...part.delivery].join('\n')
}

function sumLine(sum: Sum): string {
  return `${sum.label}: ${sum.amount}`
}
