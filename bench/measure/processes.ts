import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

export type Usage = { cpuMs: number; residentMegabytes: number }

/**
 * CPU time and memory of the processes whose command line has one of the marks, by a name for each group. Linux only:
 * the figures come from `/proc`.
 */
export function usageOf(groups: Readonly<Record<string, RegExp>>): Record<string, Usage> {
  const usage: Record<string, Usage> = Object.fromEntries(
    Object.keys(groups).map((name) => [name, { cpuMs: 0, residentMegabytes: 0 }]),
  )
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const read = readProcess(id)
    const group = read && Object.keys(groups).find((name) => groups[name]?.test(read.command))
    const sum = group === undefined || group === null ? undefined : usage[group]
    if (!read || !sum) continue
    sum.cpuMs += read.cpuMs
    sum.residentMegabytes += read.residentMegabytes
  }
  return usage
}

function readProcess(id: string): (Usage & { command: string }) | null {
  try {
    const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const pages = Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1])
    const ticks = Number(fields[11]) + Number(fields[12])
    return {
      command,
      cpuMs: (ticks * 1_000) / ticksPerSecond,
      residentMegabytes: (pages * 4_096) / 1_048_576,
    }
  } catch {
    // The process ended while we looked: it no longer counts.
    return null
  }
}
