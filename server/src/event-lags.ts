import type { ReaderStatus } from '@rialto/events'
import type { ReaderLag } from '@rialto/http'

/** Services of a process are asked at once: one look answers them all. */
const freshMs = 1_000

/**
 * How far the readers of this process are behind. Services are listed before there is a database to look into, so the
 * look is put in when events flow; until then there are no readers.
 */
export function createEventLags() {
  let look: () => Promise<readonly ReaderStatus[]> = async () => []
  let last: { at: number; lags: Promise<ReaderLag[]> } | undefined
  return {
    open: (readers: () => Promise<readonly ReaderStatus[]>) => {
      look = readers
      last = undefined
    },
    read: (): Promise<ReaderLag[]> => {
      if (!last || performance.now() - last.at > freshMs)
        last = { at: performance.now(), lags: look().then(byReader) }
      return last.lags
    },
  }
}

/** A reader has a cursor for each source that it reads: it is as far behind as in the worst of them. */
function byReader(statuses: readonly ReaderStatus[]): ReaderLag[] {
  return [...Map.groupBy(statuses, ({ reader }) => reader)].map(([reader, own]) => ({
    reader,
    behindEvents: sum(own.map(({ behindEvents }) => behindEvents)),
    behindSeconds: most(own.map(({ behindSeconds }) => behindSeconds)),
  }))
}

function known(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null)
}

function sum(values: readonly (number | null)[]): number | null {
  const counted = known(values)
  return counted.length === 0 ? null : counted.reduce((total, value) => total + value, 0)
}

function most(values: readonly (number | null)[]): number | null {
  const counted = known(values)
  return counted.length === 0 ? null : Math.max(...counted)
}
