import { setTimeout as pause } from 'node:timers/promises'
import type { Driven } from '../measure/drive.ts'
import { type Durations, openDurations } from './durations.ts'

type Load = { readonly callers: number; readonly seconds?: number; readonly total?: number }
type Pace = { readonly perSecond: number; readonly seconds: number }

/** Waits for the plan of the bench, and sends back what came of it. */
export function onPlan<Plan>(run: (plan: Plan) => Promise<Driven>): void {
  process.once('message', (plan) => {
    run(plan as Plan).then(
      (driven) => process.send?.(driven, () => process.disconnect?.()),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
        process.exit(1)
      },
    )
  })
}

/**
 * A closed loop: so many callers, each doing one thing after the other, until the time is over or all of it is done.
 * What is done may answer a name, and its duration is counted under that name too.
 */
export function runLoad(
  load: Load,
  doOnce: (caller: number, turn: number) => Promise<unknown>,
): Promise<Driven> {
  return measured(async (durations) => {
    const end =
      load.seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + load.seconds * 1_000
    const total = load.total ?? Number.POSITIVE_INFINITY
    let begun = 0
    const call = async (caller: number) => {
      for (let turn = 0; performance.now() < end && begun < total; turn += 1) {
        begun += 1
        const at = performance.now()
        const group = await doOnce(caller, turn)
        durations.note(performance.now() - at, group)
      }
    }
    await Promise.all(Array.from({ length: load.callers }, (_, caller) => call(caller)))
  })
}

/**
 * An open loop: one thing is due after the other at a fixed pace, whatever became of those before. A duration counts from
 * the moment when it was due, so that a stall counts for all who came during it.
 */
export function runAtPace(pace: Pace, doOnce: (n: number) => Promise<unknown>): Promise<Driven> {
  return measured(async (durations) => {
    const startedAt = performance.now()
    const running: Promise<void>[] = []
    const run = async (n: number, dueAt: number) => {
      const at = Math.min(dueAt, performance.now())
      const group = await doOnce(n)
      durations.note(performance.now() - at, group)
    }
    for (let n = 0; n < pace.perSecond * pace.seconds; n += 1) {
      const dueAt = startedAt + (n * 1_000) / pace.perSecond
      const early = dueAt - performance.now()
      // A timer is up to a millisecond late: what is due within one begins now.
      if (early >= 1) await pause(early)
      running.push(run(n, dueAt))
    }
    await Promise.all(running)
  })
}

/** Does the work, and tells its durations, its time and its own CPU. */
export async function measured(work: (durations: Durations) => Promise<void>): Promise<Driven> {
  const durations = openDurations()
  const startedAt = performance.now()
  const cpuBefore = process.cpuUsage()
  await work(durations)
  const cpu = process.cpuUsage(cpuBefore)
  const all = durations.all()
  return {
    ...all,
    done: all.count,
    seconds: (performance.now() - startedAt) / 1_000,
    driverCpuMs: (cpu.user + cpu.system) / 1_000,
    groups: durations.groups(),
  }
}
