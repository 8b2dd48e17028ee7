/** A finished drawing in its own units; it stands on the lower edge of its frame. */
export interface Drawing {
  width: number
  height: number
  body: string
}

export type Finish = 'matte' | 'glaze' | 'metal' | 'glass' | 'paper'

// Light comes from the upper left. Every round thing is darkened and lightened by the same film, laid over
// whatever is painted below it, so that all objects seem to stand in one room.
const films: Record<Finish, [number, string, number][]> = {
  matte: [
    [0, '#1a120a', 0.34],
    [0.1, '#1a120a', 0.16],
    [0.3, '#fff8ee', 0.2],
    [0.48, '#fff8ee', 0.06],
    [0.68, '#1a120a', 0.06],
    [0.9, '#1a120a', 0.3],
    [1, '#1a120a', 0.36],
  ],
  glaze: [
    [0, '#120c08', 0.42],
    [0.07, '#120c08', 0.2],
    [0.24, '#ffffff', 0.3],
    [0.42, '#ffffff', 0.05],
    [0.7, '#120c08', 0.1],
    [0.91, '#120c08', 0.38],
    [0.97, '#120c08', 0.26],
    [1, '#120c08', 0.4],
  ],
  metal: [
    [0, '#0d0d0f', 0.55],
    [0.08, '#0d0d0f', 0.12],
    [0.18, '#ffffff', 0.55],
    [0.3, '#ffffff', 0.12],
    [0.46, '#0d0d0f', 0.28],
    [0.58, '#ffffff', 0.16],
    [0.78, '#0d0d0f', 0.34],
    [0.93, '#ffffff', 0.12],
    [1, '#0d0d0f', 0.5],
  ],
  glass: [
    [0, '#3a4a4a', 0.34],
    [0.06, '#ffffff', 0.4],
    [0.14, '#ffffff', 0.1],
    [0.5, '#ffffff', 0.02],
    [0.86, '#2a3838', 0.08],
    [0.95, '#ffffff', 0.26],
    [1, '#3a4a4a', 0.36],
  ],
  paper: [
    [0, '#20160c', 0.2],
    [0.12, '#20160c', 0.05],
    [0.34, '#fffaf2', 0.16],
    [0.7, '#20160c', 0.03],
    [1, '#20160c', 0.24],
  ],
}

/** The gradient that makes a thing of this finish look round from left to right. */
export function roundFilm(id: string, finish: Finish): string {
  const stops = films[finish].map(
    ([offset, colour, opacity]) =>
      `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
  )
  return `<linearGradient id="${id}">${stops.join('')}</linearGradient>`
}

/** The gradient of a flat face under light from above. */
export function flatFilm(id: string, depth = 0.16): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2=".35" y2="1"><stop offset="0" stop-color="#fffaf2" stop-opacity="${depth}"/><stop offset=".5" stop-color="#fffaf2" stop-opacity="0"/><stop offset="1" stop-color="#1a120a" stop-opacity="${depth * 1.2}"/></linearGradient>`
}

export function softBlur(id: string, deviation: number): string {
  return `<filter id="${id}" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}
