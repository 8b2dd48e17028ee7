import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemCode } from './fault.ts'

/** What a server writes about itself into its data directory. */
export type PostmasterFile = { processId: number; port: number; isReady: boolean }

/** Reads `postmaster.pid`; undefined when there is none or its first line is not written yet. */
export function readPostmasterFile(dataDirectory: string): PostmasterFile | undefined {
  let text: string
  try {
    text = readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
  const lines = text.split('\n')
  const processId = Math.abs(Number.parseInt(lines[0] ?? '', 10))
  if (!Number.isInteger(processId) || processId === 0) return undefined
  return { processId, port: Number(lines[3] ?? 0), isReady: lines[7]?.trim() === 'ready' }
}
