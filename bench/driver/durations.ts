import type { Spread } from '../measure/drive.ts'

/** Durations of a run, all of them and by the name of what they belong to. */
export type Durations = {
  /** A name that is no text is none. */
  note(ms: number, group?: unknown): void
  all(): Spread
  groups(): Readonly<Record<string, Spread>>
}

export function openDurations(): Durations {
  const all: number[] = []
  const byGroup = new Map<string, number[]>()
  return {
    note: (ms, group) => {
      all.push(ms)
      if (typeof group !== 'string') return
      const known = byGroup.get(group)
      if (known) known.push(ms)
      else byGroup.set(group, [ms])
    },
    all: () => spreadOf(all),
    groups: () => Object.fromEntries([...byGroup].map(([group, list]) => [group, spreadOf(list)])),
  }
}

function spreadOf(list: readonly number[]): Spread {
  const ms = Float64Array.from(list).sort()
  const at = (percent: number) => ms[Math.min(ms.length - 1, Math.floor((ms.length * percent) / 100))] ?? 0
  const mean = ms.reduce((sum, one) => sum + one, 0) / Math.max(1, ms.length)
  return { count: ms.length, meanMs: mean, p50Ms: at(50), p90Ms: at(90), p95Ms: at(95), p99Ms: at(99) }
}
