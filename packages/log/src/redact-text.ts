/** What stands where something private stood. */
export const redacted = '[redacted]'

const digitsMin = 13
const digitsMax = 19

/** Shapes of private text. The hint is a cheap test, so that most text meets no pattern at all. */
const privateShapes = [
  { hint: '://', pattern: /(?<=:\/\/)[^\s/@]{1,256}(?=@)/g, keeps: null },
  { hint: '@', pattern: /[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, keeps: /@[\d.]+$/ },
  { hint: 'eyJ', pattern: /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, keeps: null },
  { hint: 'earer ', pattern: /\b[Bb]earer [\w.~+/=-]+/g, keeps: null },
  { hint: '_', pattern: /\b(?:(?:sk|rk)_(?:live|test)|whsec)_[\w+/=-]+/g, keeps: null },
]

/** The text without card numbers, mail addresses, tokens and keys. */
export function redactText(text: string): string {
  let clean = hasManyDigits(text) ? redactCardNumbers(text) : text
  for (const { hint, pattern, keeps } of privateShapes) {
    if (!clean.includes(hint)) continue
    clean = clean.replace(pattern, (match) => (keeps?.test(match) ? match : redacted))
  }
  return clean
}

function hasManyDigits(text: string): boolean {
  if (text.length < digitsMin) return false
  let digits = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit >= 48 && unit <= 57) digits += 1
  }
  return digits >= digitsMin
}

type Group = { start: number; end: number }

function redactCardNumbers(text: string): string {
  const groups = digitGroups(text)
  let clean = ''
  let copied = 0
  for (let index = 0; index < groups.length; index += 1) {
    const last = lastGroupOfCard(text, groups, index)
    const [first, end] = [groups[index], groups[last]]
    if (!first || !end) continue
    clean += text.slice(copied, first.start) + redacted
    copied = end.end
    index = last
  }
  return clean + text.slice(copied)
}

/** Runs of digits; those of an encoded character (`%20`) belong to no number. */
function digitGroups(text: string): Group[] {
  return [...text.matchAll(/%[\da-f]{2}|\d+/gi)]
    .filter(([match]) => !match.startsWith('%'))
    .map(({ index, 0: match }) => ({ start: index, end: index + match.length }))
}

/** The index of the group that ends the card number beginning at `first`, or -1. */
function lastGroupOfCard(text: string, groups: readonly Group[], first: number): number {
  const group = groups[first]
  if (!group) return -1
  const digits = text.slice(group.start, group.end)
  if (isCardNumber(digits)) return isPartOfHexId(text, group) ? -1 : first
  // Printed numbers stand in groups that begin with four digits: 4-4-4-4, 4-6-5, 4-3-3-3 and the like.
  return digits.length === 4 ? lastPrintedGroup(text, groups, first) : -1
}

function lastPrintedGroup(text: string, groups: readonly Group[], first: number): number {
  let digits = ''
  let found = -1
  for (let index = first; index < groups.length && digits.length < digitsMax; index += 1) {
    const group = groups[index]
    const before = groups[index - 1]
    if (!group) break
    if (index > first && (!before || !/^[ .-]$/.test(text.slice(before.end, group.start)))) break
    if (group.end - group.start > 7) break
    digits += text.slice(group.start, group.end)
    if (isCardNumber(digits)) found = index
  }
  return found
}

function isCardNumber(digits: string): boolean {
  return digits.length >= digitsMin && digits.length <= digitsMax && hasCheckDigit(digits)
}

/** Luhn: every second digit from the right is doubled, and the sum of all digits ends in zero. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    const weighed = index % 2 === 1 ? digit * 2 : digit
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}

const hexIdLengths = [16, 32, 40, 64]

/** A trace id or a hash may hold such digits by chance; cutting it would break the trace. */
function isPartOfHexId(text: string, group: Group): boolean {
  let { start, end } = group
  while (start > 0 && /[\da-z]/i.test(text[start - 1] ?? '')) start -= 1
  while (end < text.length && /[\da-z]/i.test(text[end] ?? '')) end += 1
  const word = text.slice(start, end)
  return hexIdLengths.includes(word.length) && /[a-f]/.test(word) && /^[\da-f]+$/.test(word)
}
