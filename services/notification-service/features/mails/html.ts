import type { MailDocument, OrderLine, OrderPart, OrderSection, Sum } from './document.ts'
import type { Texts } from './texts.ts'

/** Colours of the brief, light and dark: the same names in both. */
const light = {
  paper: '#FBF8F3',
  raised: '#FFFFFF',
  rule: '#EFE9DF',
  ink: '#17171A',
  soft: '#5A5750',
  action: '#0E6B64',
  onAction: '#FFFFFF',
}
const dark: typeof light = {
  paper: '#121314',
  raised: '#1A1C1E',
  rule: '#26292C',
  ink: '#F3EFE8',
  soft: '#A8A39A',
  action: '#4FB7AC',
  onAction: '#0B1413',
}

const textFont = `Inter, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif`
const displayFont = `Fraunces, Georgia, 'Times New Roman', serif`
const arabicFont = `'IBM Plex Sans Arabic', 'Segoe UI', Tahoma, Arial, sans-serif`

/** Text that may stand in HTML, in an attribute too. Everything that comes from outside passes here. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const pictureSize = { width: 64, height: 80 }

type Style = { text: string; display: string; start: string; end: string }

/** The mail as one table of at most 600 px, with its styles inline: mail programs know little else. */
export function renderHtml(document: MailDocument, texts: Texts, shopName: string): string {
  const isRtl = texts.direction === 'rtl'
  const style: Style = {
    text: isRtl ? arabicFont : textFont,
    display: isRtl ? arabicFont : displayFont,
    start: isRtl ? 'right' : 'left',
    end: isRtl ? 'left' : 'right',
  }
  const body = [
    paragraph(document.greeting, style),
    ...document.paragraphs.map((text) => paragraph(text, style)),
    ...(document.action ? [button(document.action, style)] : []),
    ...document.notes.map((text) => small(text, style)),
    ...(document.action && !document.order ? [address(document.action.url, texts, style)] : []),
    ...(document.order ? [orderTable(document.order, style)] : []),
  ]
  return `<!doctype html>
<html lang="${texts.language}" dir="${texts.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(document.subject)}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
${darkRules()}
}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background:${light.paper};">
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background:${light.paper};">
<tr><td align="center" style="padding:32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;">
<tr><td class="ink" style="padding:0 8px 16px;font:600 22px/1.15 ${style.display};color:${light.ink};text-align:${style.start};">${escapeHtml(shopName)}</td></tr>
<tr><td class="raised" style="background:${light.raised};border-radius:12px;padding:32px 24px;">
<h1 class="ink" style="margin:0 0 16px;font:600 28px/1.15 ${style.display};color:${light.ink};text-align:${style.start};">${escapeHtml(document.title)}</h1>
${body.join('\n')}
</td></tr>
<tr><td class="soft" style="padding:16px 8px 0;font:400 14px/1.5 ${style.text};color:${light.soft};text-align:${style.start};">${escapeHtml(document.footer)}${choice(document)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

function choice({ choice }: MailDocument): string {
  if (choice === null) return ''
  return ` <a class="link" href="${escapeHtml(choice.url)}" style="color:${light.action};">${escapeHtml(choice.label)}</a>`
}

/** Inline styles win over a sheet, so the dark colours insist. */
function darkRules(): string {
  return [
    `.paper { background: ${dark.paper} !important; }`,
    `.raised { background: ${dark.raised} !important; }`,
    `.ink { color: ${dark.ink} !important; }`,
    `.soft { color: ${dark.soft} !important; }`,
    `.rule { border-color: ${dark.rule} !important; }`,
    `.action { background: ${dark.action} !important; color: ${dark.onAction} !important; }`,
    `.link { color: ${dark.action} !important; }`,
  ].join('\n')
}

function paragraph(text: string, style: Style): string {
  return `<p class="ink" style="margin:0 0 16px;font:400 16px/1.5 ${style.text};color:${light.ink};text-align:${style.start};">${escapeHtml(text)}</p>`
}

function small(text: string, style: Style): string {
  return `<p class="soft" style="margin:0 0 8px;font:400 14px/1.5 ${style.text};color:${light.soft};text-align:${style.start};">${escapeHtml(text)}</p>`
}

function button(action: { label: string; url: string }, style: Style): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" align="${style.start}" style="margin:8px 0 24px;"><tr><td class="action" style="background:${light.action};border-radius:4px;"><a class="action" href="${escapeHtml(action.url)}" style="display:inline-block;padding:12px 24px;font:600 16px/1.25 ${style.text};color:${light.onAction};text-decoration:none;border-radius:4px;">${escapeHtml(action.label)}</a></td></tr></table>
<div style="clear:both;line-height:0;font-size:0;">&nbsp;</div>`
}

/** The address in full, for mail programs that show no button. */
function address(url: string, texts: Texts, style: Style): string {
  return `${small(texts.words.buttonFails, style)}
<p dir="ltr" style="margin:0;font:400 14px/1.5 ${style.text};text-align:${style.start};word-break:break-all;"><a class="link" href="${escapeHtml(url)}" style="color:${light.action};">${escapeHtml(url)}</a></p>`
}

function orderTable(order: OrderSection, style: Style): string {
  const note = order.note ? `\n${small(order.note, style)}` : ''
  const sums = order.sums.length > 0 ? `\n${sumTable(order.sums, style, 'top')}` : ''
  return `<h2 class="soft" style="margin:8px 0 0;font:400 14px/1.5 ${style.text};color:${light.soft};text-align:${style.start};">${escapeHtml(order.heading)}</h2>
${order.parts.map((part) => partTable(part, style)).join('\n')}${sums}${note}`
}

function partTable(part: OrderPart, style: Style): string {
  const lines = part.lines.map((line) => {
    const options =
      line.options === ''
        ? ''
        : `<br><span class="soft" style="${detailStyle()}">${escapeHtml(line.options)}</span>`
    return `<tr>${pictureCell(line, style)}<td class="ink" style="${cell(style, 'start')}">${escapeHtml(line.title)}${options}<br><span class="soft" style="${detailStyle()}">${escapeHtml(line.detail)}</span></td><td class="ink" style="${cell(style, 'end')}">${escapeHtml(line.amount ?? '')}</td></tr>`
  })
  const delivery = part.delivery.map((text) => `\n${small(text, style)}`).join('')
  const sums = part.sums.length > 0 ? `\n${sumTable(part.sums, style, 'none')}` : ''
  return `<h3 class="ink rule" style="margin:16px 0 0;padding:16px 0 0;border-top:1px solid ${light.rule};font:600 18px/1.5 ${style.text};color:${light.ink};text-align:${style.start};">${escapeHtml(part.vendor)}</h3>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">
${lines.join('\n')}
</table>${sums}${delivery}`
}

/** The picture beside its words, which say what it shows; an empty place where there is none keeps the rows in line. */
function pictureCell({ picture }: OrderLine, style: Style): string {
  const image =
    picture === null
      ? ''
      : `<img src="${escapeHtml(picture)}" alt="" width="${pictureSize.width}" height="${pictureSize.height}" style="display:block;border:0;width:${pictureSize.width}px;height:${pictureSize.height}px;object-fit:cover;background:${light.rule};">`
  const side = style.start === 'left' ? 'right' : 'left'
  return `<td class="rule" width="${pictureSize.width}" style="width:${pictureSize.width}px;padding:8px 0;padding-${side}:16px;vertical-align:top;">${image}</td>`
}

/** Labels and amounts; below the whole order the last one, its total, stands out. */
function sumTable(sums: readonly Sum[], style: Style, line: 'top' | 'none'): string {
  const rows = sums.map((sum, index) => {
    const isTotal = line === 'top' && index === sums.length - 1
    const tone = isTotal ? 'ink' : 'soft'
    const font = isTotal ? `font:600 18px/1.5 ${style.text};` : `font:400 14px/1.5 ${style.text};`
    const base = `padding:4px 0;${font}color:${light[tone]};`
    return `<tr><td class="${tone}" style="${base}text-align:${style.start};">${escapeHtml(sum.label)}</td><td class="${tone}" style="${base}text-align:${style.end};${figures}">${escapeHtml(sum.amount)}</td></tr>`
  })
  const border =
    line === 'top'
      ? `margin:16px 0 8px;border-top:1px solid ${light.rule};padding-top:12px;`
      : 'margin:8px 0;'
  return `<table role="presentation" class="rule" width="100%" cellpadding="0" cellspacing="0" style="${border}">
${rows.join('\n')}
</table>`
}

const figures = 'font-variant-numeric:tabular-nums lining-nums;white-space:nowrap;vertical-align:top;'

function cell(style: Style, side: 'start' | 'end'): string {
  const base = `padding:8px 0;font:400 16px/1.5 ${style.text};color:${light.ink};text-align:${style[side]};`
  return side === 'end' ? `${base}${figures}` : `${base}vertical-align:top;`
}

function detailStyle(): string {
  return `font-size:14px;color:${light.soft};`
}
