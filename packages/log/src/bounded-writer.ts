import { lineQueue } from './line-queue.ts'

/** Where lines go. A Writable of Node is one: it takes text and calls back when it can take more. */
export type LogDestination = {
  write(text: string, done: (error?: Error | null) => void): void
}

/** Takes lines without ever waiting. */
export type BoundedWriter = {
  write(line: string): void
  /** Waits until all lines are written, but no longer than this; answers whether they are. */
  flush(secondsMax: number): Promise<boolean>
  /** Takes out what still waits, for a last write at the exit of the process. */
  takeRest(): { readonly text: string; readonly waitsForMs: number }
}

/** Settings of a bounded writer. */
export type WriterOptions = {
  readonly bufferCharactersMax: number
  /** The line that says how many lines were dropped. */
  readonly reportLine: (dropped: number) => string
}

/**
 * A writer with a bounded buffer before a destination of any speed. One write is under way at a time; what
 * gathers meanwhile leaves as one chunk. When the buffer is full the newest lines are dropped, counted, and
 * reported in a line of their own as soon as there is room again.
 */
export function boundedWriter(destination: LogDestination, options: WriterOptions): BoundedWriter {
  const queue = lineQueue(options.bufferCharactersMax)
  const waiting = new Set<() => void>()
  let dropped = 0
  let writingSince: number | null = null
  const isDone = () => writingSince === null && queue.isEmpty()

  const pump = () => {
    if (writingSince !== null) return
    const chunk = queue.takeChunk()
    if (chunk.length > 0) send(chunk)
    else for (const wake of waiting) wake()
  }

  const send = (chunk: readonly string[]) => {
    const done = (error?: Error | null) => {
      writingSince = null
      // What a broken destination lost counts as dropped; it is reported by the first write that succeeds.
      if (error) dropped += chunk.length
      else report()
      pump()
    }
    writingSince = performance.now()
    try {
      destination.write(chunk.join(''), done)
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }

  const report = () => {
    if (dropped > 0 && queue.isHalfEmpty() && queue.add(options.reportLine(dropped))) dropped = 0
  }

  return {
    write: (line) => {
      if (queue.add(line)) pump()
      else dropped += 1
    },
    flush: (secondsMax) => (isDone() ? Promise.resolve(true) : wokenWithin(waiting, secondsMax).then(isDone)),
    takeRest: () => {
      const lines = queue.takeAll()
      if (dropped > 0) lines.push(options.reportLine(dropped))
      return {
        text: lines.join(''),
        waitsForMs: writingSince === null ? 0 : performance.now() - writingSince,
      }
    },
  }
}

/** Waits to be woken, but no longer than this. */
function wokenWithin(waiting: Set<() => void>, secondsMax: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      waiting.delete(finish)
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(finish, secondsMax * 1000)
    waiting.add(finish)
  })
}
