const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const randomCharacters = 8

/** How many random bytes a number is made of: 40 bits, so that nobody counts our orders or guesses one. */
export const orderNumberBytes = 5

/** The number of an order for people: `R`, eight characters of Crockford's base 32, one that checks them. */
export function orderNumber(random: Uint8Array): string {
  let value = random.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let body = ''
  for (let index = 0; index < randomCharacters; index += 1) {
    body = alphabet.charAt(Number(value % 32n)) + body
    value /= 32n
  }
  return `R${body}${checkCharacter(body)}`
}

/** A number as a person typed it, in the form that we store; undefined when it cannot be one. */
export function readOrderNumber(typed: string): string | undefined {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^R[0-9A-HJKMNP-TV-Z]{9}$/.test(text)) return undefined
  return checkCharacter(text.slice(1, 9)) === text.charAt(9) ? text : undefined
}

/** Luhn's rule over 32 symbols: it finds every wrong character and nearly every swap of two neighbours. */
function checkCharacter(body: string): string {
  let sum = 0
  for (const [index, character] of [...body].reverse().entries()) {
    const value = alphabet.indexOf(character) * (index % 2 === 0 ? 2 : 1)
    sum += (value >> 5) + (value & 31)
  }
  return alphabet.charAt((32 - (sum % 32)) % 32)
}
