import type { Drawing, Finish } from './drawing.ts'
import type { Label } from './label.ts'

/** What a scene says about one thing. Each drawing reads what concerns it; the colour always counts. */
export interface Look {
  colour: string
  /** The second material: a handle, a lid, a trim. */
  accent?: string
  /** A third colour: a cord, a stitch, a flame's wax. */
  detail?: string
  finish?: Finish
  label?: Label
  profile?: string
  pattern?: string
  open?: boolean
  content?: string
  dip?: { at: number; colour: string }
  bands?: { at: number; colour: string; thick?: number }[]
  ribs?: number
  speckles?: string
  filled?: { level: number; colour: string }
  grain?: boolean
  /** How many of it: folded layers, stacked plates, leaves. */
  count?: number
  mark?: string
  /** Proportions of boxes. */
  size?: [number, number, number]
}

export type Draw = (look: Look) => Drawing
