import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'

const bytesMaxAtStart = 10 * 1024 * 1024
const bytesMaxWhileRunning = 50 * 1024 * 1024
const checkSeconds = 60
const tailBytes = 16 * 1024

export type LogFile = {
  path: string
  open: () => number
  size: () => number
  textSince: (byte: number) => string
}

/**
 * Opens the log of a child. Children write to the file itself, not through the supervisor: it costs nothing, and a
 * child whose supervisor was killed can still say its last words.
 */
export function openLog(directory: string, name: string): LogFile {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, `${name}.log`)
  if (sizeOf(path) > bytesMaxAtStart) renameSync(path, `${path}.1`)
  return {
    path,
    open: () => openSync(path, 'a', 0o600),
    size: () => sizeOf(path),
    textSince: (byte) => readSince(path, byte),
  }
}

/** Keeps logs from filling the disk: a long one is copied aside and begun again. Returns the end of it. */
export function limitLogs(logs: readonly LogFile[]): () => void {
  const timer = setInterval(() => {
    for (const { path } of logs) {
      if (sizeOf(path) <= bytesMaxWhileRunning) continue
      copyFileSync(path, `${path}.1`)
      // The children append, so they go on at the new beginning.
      truncateSync(path, 0)
    }
  }, checkSeconds * 1000)
  timer.unref()
  return () => clearInterval(timer)
}

function readSince(path: string, byte: number): string {
  if (!existsSync(path)) return ''
  const size = sizeOf(path)
  const from = Math.max(Math.min(byte, size), size - tailBytes)
  const buffer = Buffer.alloc(size - from)
  const file = openSync(path, 'r')
  try {
    readSync(file, buffer, 0, buffer.length, from)
  } finally {
    closeSync(file)
  }
  return buffer.toString('utf8')
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}
