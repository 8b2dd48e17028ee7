/** Stands before the generation of a cursor whose log was set back in place: it fits no log any more. */
export const setBackMark = 'set back '

/** Stands before the generation of a cursor whose reader stayed behind what the log keeps. */
export const retiredMark = 'retired '

type Parts = { cluster: string; timeline: string; database: string }

/**
 * Why a cursor of one generation may not read a log of another, as one sentence without its full stop; null when it
 * may.
 */
export function whyUnfit(bound: string, present: string): string | null {
  if (bound === present) return null
  if (bound.startsWith(setBackMark)) return 'an older copy of the log’s data was put back in its place'
  if (bound.startsWith(retiredMark)) return 'it stayed behind what the log keeps, and was retired'
  const [was, now] = [partsOf(bound), partsOf(present)]
  if (!was || !now) return `the cursor is bound to "${bound}", which is no generation of a log`
  if (was.cluster !== now.cluster) {
    return `the log is another PostgreSQL (system identifier ${now.cluster}, before ${was.cluster})`
  }
  if (was.timeline !== now.timeline) {
    return `the log began timeline ${Number.parseInt(now.timeline, 16)} (before ${Number.parseInt(was.timeline, 16)}): a standby was promoted, or a backup was restored to a point in time`
  }
  return `the log is another database of the same PostgreSQL (number ${now.database}, before ${was.database}): it was dropped and loaded again`
}

function partsOf(generation: string): Parts | null {
  const [, cluster, timeline, database] = /^(\d+)-([0-9A-F]{8})-(\d+)$/.exec(generation) ?? []
  return cluster && timeline && database ? { cluster, timeline, database } : null
}
