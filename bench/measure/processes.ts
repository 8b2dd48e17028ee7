import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { RunningShape } from '@rialto/testing'
import type { Driven } from './drive.ts'
import { round } from './report.ts'

const ticksPerSecond = 100
const pageBytes = 4_096
const bytesPerMegabyte = 1_048_576

export type Usage = { cpuMs: number; residentMegabytes: number }
export type ShapeUsage = Readonly<Record<'server' | 'postgres' | 'simulator' | 'mail', Usage>>

type Process = Usage & { id: number; parent: number; command: string }

const entries = {
  server: 'server/src/main.ts',
  simulator: 'tools/stripe-simulator/src/main.ts',
  mail: 'tools/mail-catcher/src/main.ts',
}

/**
 * CPU time and memory of the processes of one shape: the children of this process, and the PostgreSQL that serves its
 * database. Whoever drives the load is a process of its own and not counted. Linux only: the figures come from `/proc`.
 */
export function usageOf(shape: RunningShape): ShapeUsage {
  const all = readProcesses()
  const childrenWith = (entry: string) =>
    sum(all.filter((one) => one.parent === process.pid && one.command.includes(entry)))
  return {
    server: childrenWith(entries.server),
    simulator: childrenWith(entries.simulator),
    mail: childrenWith(entries.mail),
    postgres: sum(postgresOf(all, shape)),
  }
}

export function cpuMsOf(usage: ShapeUsage): number {
  return Object.values(usage).reduce((total, one) => total + one.cpuMs, 0)
}

/** How busy the product and its driver kept the cores: a closed loop that takes all of them measures its own queue. */
export function coresUsed(driven: Driven, cpuMs: number): string {
  const used = (cpuMs + driven.driverCpuMs) / (driven.seconds * 1_000)
  return `${round(used, 1)} of ${availableParallelism()} cores busy`
}

/** A connection of ours names its database in its title; its parent is the server process, and that one's children all. */
function postgresOf(all: readonly Process[], shape: RunningShape): Process[] {
  const names = Object.values(shape.databaseUrls).map((url) => new URL(url).pathname.slice(1))
  const backend = all.find(
    (one) => one.command.startsWith('postgres:') && names.some((name) => one.command.includes(name)),
  )
  if (!backend) throw new Error('No process of PostgreSQL serves the database of this bench')
  return all.filter((one) => one.id === backend.parent || one.parent === backend.parent)
}

function sum(processes: readonly Process[]): Usage {
  return {
    cpuMs: processes.reduce((total, one) => total + one.cpuMs, 0),
    residentMegabytes: processes.reduce((total, one) => total + one.residentMegabytes, 0),
  }
}

function readProcesses(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => readProcess(id) ?? [])
}

function readProcess(id: string): Process | null {
  try {
    const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const pages = Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1])
    // Its own time and that of children that have ended.
    const ticks = [11, 12, 13, 14].reduce((total, at) => total + Number(fields[at]), 0)
    return {
      id: Number(id),
      parent: Number(fields[1]),
      command,
      cpuMs: (ticks * 1_000) / ticksPerSecond,
      residentMegabytes: (pages * pageBytes) / bytesPerMegabyte,
    }
  } catch {
    // The process ended while we looked: it no longer counts.
    return null
  }
}
