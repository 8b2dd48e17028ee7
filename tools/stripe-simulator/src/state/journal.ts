import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { snapshotLines } from './snapshot.ts'
import { applyLine, emptyState, type JournalLine, type State } from './state.ts'

const compactBytesMin = 64 * 1024 * 1024
const readBytes = 4 * 1024 * 1024

export type Journal = {
  append(line: JournalLine): void
  /** Rewrites the file as the shortest journal of the state, a slice at a time while work goes on. */
  compact(state: State): Promise<void>
  isDue(): boolean
  close(): void
}

/** A journal that keeps nothing, for tests that need no restart. */
export const memoryJournal: Journal = {
  append: () => {},
  compact: async () => {},
  isDue: () => false,
  close: () => {},
}

/** Reads the journal into a state and opens it for appending. A torn last line was never answered: it is cut off. */
export function openJournal(file: string, seed: number): { state: State; journal: Journal } {
  mkdirSync(dirname(file), { recursive: true })
  rmSync(temporary(file), { force: true })
  const fresh = !existsSync(file)
  const fd = openSync(file, 'a+')
  const { state, wholeBytes } = replay(fd, seed)
  ftruncateSync(fd, wholeBytes)
  const journal = appendTo(file, fd, wholeBytes)
  if (fresh || wholeBytes === 0) journal.append({ counter: 0, reset: true, seed })
  return { state, journal }
}

const temporary = (file: string) => `${file}.compacting`

function replay(fd: number, seed: number): { state: State; wholeBytes: number } {
  let state = emptyState(seed)
  let wholeBytes = 0
  let rest = Buffer.alloc(0)
  const chunk = Buffer.alloc(readBytes)
  for (let at = 0; ; ) {
    const read = readSync(fd, chunk, 0, readBytes, at)
    if (read === 0) return { state, wholeBytes }
    at += read
    const text = Buffer.concat([rest, chunk.subarray(0, read)])
    let start = 0
    for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, start)) {
      const line = parseLine(text.toString('utf8', start, end), wholeBytes)
      state = applyLine(state, line)
      wholeBytes += end + 1 - start
      start = end + 1
    }
    rest = text.subarray(start)
  }
}

function parseLine(text: string, at: number): JournalLine {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`The simulator's journal is damaged at byte ${at}; move the file away to start empty`, {
      cause,
    })
  }
}

function appendTo(file: string, opened: number, startBytes: number): Journal {
  let fd = opened
  let bytes = startBytes
  let compactedBytes = startBytes
  let tail: string[] | undefined

  const write = (text: string) => {
    const buffer = Buffer.from(text)
    try {
      for (let done = 0; done < buffer.length; ) done += writeSync(fd, buffer, done)
    } catch (fault) {
      // Half a line would spoil the next one. The caller takes the operation back.
      ftruncateSync(fd, bytes)
      throw fault
    }
    bytes += buffer.length
  }

  return {
    append(line) {
      const text = `${JSON.stringify(line)}\n`
      write(text)
      tail?.push(text)
    },
    isDue: () => tail === undefined && bytes > compactBytesMin && bytes > compactedBytes * 2,
    async compact(state) {
      if (tail !== undefined) return
      tail = []
      const target = openSync(temporary(file), 'w')
      try {
        for (const slice of snapshotLines(state)) {
          writeSync(target, slice)
          await new Promise((resume) => setImmediate(resume))
        }
        // From here to the rename nothing else runs: what was appended meanwhile is all in the tail.
        for (const text of tail) writeSync(target, text)
        fsyncSync(target)
        renameSync(temporary(file), file)
        closeSync(fd)
        fd = openSync(file, 'a')
        bytes = fstatSync(fd).size
        compactedBytes = bytes
      } finally {
        closeSync(target)
        tail = undefined
      }
    },
    close: () => closeSync(fd),
  }
}
