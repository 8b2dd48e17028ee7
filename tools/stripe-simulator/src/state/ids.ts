const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function mixed(seed: number, turn: number): number {
  let value = (seed ^ Math.imul(turn, 0x9e3779b1)) | 0
  value = Math.imul(value ^ (value >>> 16), 0x21f0aaad)
  value = Math.imul(value ^ (value >>> 15), 0x735a2d97)
  return (value ^ (value >>> 15)) >>> 0
}

/** Letters and digits that follow from the seed and the number alone, so that a run can be repeated. */
export function lettersFor(seed: number, number: number, length: number): string {
  let letters = ''
  for (let part = 0; letters.length < length; part += 1) {
    let bits = mixed(seed + part, number)
    for (let take = 0; take < 5 && letters.length < length; take += 1) {
      letters += alphabet[bits % 62]
      bits = Math.floor(bits / 62)
    }
  }
  return letters
}

/** An id that is unlike every other, because the counter stands in it unscrambled at the end. */
export function idFor(prefix: string, seed: number, number: number): string {
  let tail = ''
  for (let rest = number; tail.length < 7; rest = Math.floor(rest / 62)) tail = alphabet[rest % 62] + tail
  return `${prefix}_3${lettersFor(seed, number, 16)}${tail}`
}

/** The next number of a small seeded generator: a fraction below one, and the state to keep. */
export function nextRandom(state: number): { fraction: number; state: number } {
  const next = (state + 0x6d2b79f5) | 0
  return { fraction: mixed(next, 1) / 4294967296, state: next }
}
