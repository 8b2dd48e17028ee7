const millionthsOfOnePercent = 10_000

/** A share as people type it, in percent, in millionths; null when it is none. A comma is as good as a point. */
export function readShare(typed: string): number | null {
  const text = typed.trim().replace('%', '').trim().replace(',', '.')
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(text)) return null
  const ppm = Math.round(Number(text) * millionthsOfOnePercent)
  return ppm <= 100 * millionthsOfOnePercent ? ppm : null
}

/** A share in millionths as the text of a field, in percent. */
export function writeShare(ppm: number): string {
  return String(ppm / millionthsOfOnePercent)
}
