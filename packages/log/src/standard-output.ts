import { write, writeSync } from 'node:fs'
import type { LogDestination } from './bounded-writer.ts'

const standardOutput = 1
const retryMs = 5
const lastTriesMax = 100
const stuckMs = 1_000

/** Standard output as a destination, and its last moment. */
export type StandardOutput = LogDestination & {
  /** Writes synchronously what a full pipe still keeps waiting, and the rest. It gives up after half a second. */
  writeLast(rest: { readonly text: string; readonly waitsForMs: number }): void
}

/**
 * Opens standard output through the thread pool. `process.stdout` would not do: on a pipe it writes
 * synchronously, so that a slow reader stops the whole process.
 */
export function openStandardOutput(): StandardOutput {
  // What was refused by a full pipe and waits for the next try.
  let refused: Buffer = Buffer.alloc(0)
  const writeBytes = (bytes: Buffer, done: (error?: Error | null) => void) => {
    write(standardOutput, bytes, (error, written) => {
      if (error?.code === 'EAGAIN') {
        refused = bytes
        setTimeout(() => {
          refused = Buffer.alloc(0)
          writeBytes(bytes, done)
        }, retryMs)
      } else if (error) done(error)
      else if (written < bytes.length) writeBytes(bytes.subarray(written), done)
      else done()
    })
  }
  return {
    write: (text, done) => writeBytes(Buffer.from(text), done),
    writeLast: ({ text, waitsForMs }) => {
      // A reader that is stuck must not keep the process from its exit.
      if (waitsForMs < stuckMs) writeSynchronously(Buffer.concat([refused, Buffer.from(text)]))
    },
  }
}

function writeSynchronously(bytes: Buffer): void {
  let offset = 0
  for (let tries = 0; offset < bytes.length && tries < lastTriesMax; ) {
    try {
      offset += writeSync(standardOutput, bytes, offset)
    } catch (error) {
      // Nobody is left to tell about a closed output; a full one is given a moment.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
      tries += 1
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs)
    }
  }
}
