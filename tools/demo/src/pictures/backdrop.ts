import { shade } from './colour.ts'
import { randomFrom } from './random.ts'
import { type Angle, canvas, softShare } from './scene.ts'

/** The paper a house photographs on: a wall that runs into a floor, or one sheet seen from above. */
export function drawBackdrop(
  tint: string,
  { angle, lying, seed }: { angle: Angle; lying: boolean; seed: string },
): string {
  const random = randomFrom(`${seed}/${angle}`)
  const tone = angle === 'close' ? shade(tint, -0.045) : angle === 'set' ? shade(tint, -0.02) : tint
  const light = { x: 28 + random() * 16, y: 20 + random() * 14 }
  const horizon = Math.round(canvas.ground - 120 - random() * 70)
  const floor = lying
    ? ''
    : `<rect y="${horizon - 60}" width="1200" height="${1560 - horizon}" fill="url(#floor)"/><rect y="${horizon - 26}" width="1200" height="60" fill="${shade(tone, -0.1)}" opacity=".22" filter="url(#blur)"/>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${canvas.width} ${canvas.height}" width="${canvas.width / softShare}" height="${canvas.height / softShare}"><defs>`,
    `<linearGradient id="wall" x1="0" y1="0" x2=".25" y2="1"><stop offset="0" stop-color="${shade(tone, 0.035)}"/><stop offset=".7" stop-color="${tone}"/><stop offset="1" stop-color="${shade(tone, -0.03)}"/></linearGradient>`,
    `<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${shade(tone, -0.02)}" stop-opacity="0"/><stop offset=".22" stop-color="${shade(tone, 0.025)}"/><stop offset="1" stop-color="${shade(tone, -0.035)}"/></linearGradient>`,
    `<radialGradient id="light" cx="${light.x}%" cy="${light.y}%" r="75%">${[0.5, 0.42, 0.3, 0.18, 0.09, 0.03, 0].map((opacity, index) => `<stop offset="${round(index / 6)}" stop-color="#fffdf8" stop-opacity="${opacity}"/>`).join('')}</radialGradient>`,
    `<radialGradient id="edge" cx="50%" cy="48%" r="78%">${[0, 0.012, 0.036, 0.072, 0.115, 0.165].map((opacity, index) => `<stop offset="${round(0.45 + index * 0.11)}" stop-color="#2a1d10" stop-opacity="${opacity}"/>`).join('')}</radialGradient>`,
    `<filter id="blur" x="-20%" y="-200%" width="140%" height="500%"><feGaussianBlur stdDeviation="34"/></filter></defs>`,
    `<rect width="1200" height="1500" fill="url(#wall)"/>${floor}<rect width="1200" height="1500" fill="url(#light)"/><rect width="1200" height="1500" fill="url(#edge)"/></svg>`,
  ].join('')
}

const round = (value: number) => Math.round(value * 100) / 100

const grainSide = 256

/** A square of paper grain, the same every time: middle grey with a little more and a little less. */
export function paintGrain(): { pixels: Buffer; side: number } {
  const random = randomFrom('paper')
  const pixels = Buffer.alloc(grainSide * grainSide * 4)
  for (let index = 0; index < pixels.length; index += 4) {
    const value = Math.round(128 + (random() + random() + random() - 1.5) * 34)
    pixels.fill(value, index, index + 3)
    pixels[index + 3] = 120
  }
  return { pixels, side: grainSide }
}
