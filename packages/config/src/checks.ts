import { isIP } from 'node:net'

/** Part of every key that the Stripe simulator accepts, so that it can never pass for a real one. */
export const simulatorKeyMark = 'simulator'

/** Whether a Stripe key belongs to the simulator: it says so in its text. */
export function isSimulatorKey(key: string): boolean {
  return key.includes(simulatorKeyMark)
}

/** Whether an address is Stripe's own. */
export function isStripeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'https:' && (url.hostname === 'stripe.com' || url.hostname.endsWith('.stripe.com'))
}

/** A check by pattern. */
export function matches(pattern: RegExp, problem: string): (text: string) => string | null {
  return (text) => (pattern.test(text) ? null : problem)
}

/** A check of a JSON Web Key Set whose first key can sign. What is in the keys is checked where they are used. */
export function checkKeySet(text: string): string | null {
  const problem = 'is not a JSON Web Key Set whose first key is private'
  try {
    const first = JSON.parse(text)?.keys?.[0]
    return typeof first?.d === 'string' && typeof first?.kid === 'string' ? null : problem
  } catch {
    // The parser's error would quote the key.
    return problem
  }
}

/** A check of a key of 32 bytes in base64. */
export function checkKeyOf32Bytes(text: string): string | null {
  const isBase64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
  return isBase64 && Buffer.from(text, 'base64').length === 32 ? null : 'is not 32 bytes in base64'
}

/** A check of one address or network in CIDR notation. */
export function checkNetwork(text: string): string | null {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  const bitsMax = version === 6 ? 128 : 32
  const hasBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax)
  return version !== 0 && hasBits && rest.length === 0 ? null : `"${text}" is not an address or network`
}

/** A check of one web origin: scheme, host and port, nothing behind. */
export function checkOrigin(text: string): string | null {
  const isOrigin = URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text
  return isOrigin ? null : 'holds an entry that is not an origin such as https://shop.example'
}
