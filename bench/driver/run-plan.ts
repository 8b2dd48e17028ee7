import type { Driven } from '../measure/drive.ts'

type Load = { readonly callers: number; readonly seconds?: number; readonly total?: number }

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

/** So many callers, each doing one thing after the other, until the time is over or all of it is done. */
export async function runLoad(
  load: Load,
  doOnce: (caller: number, turn: number) => Promise<void>,
): Promise<Driven> {
  const startedAt = performance.now()
  const cpuBefore = process.cpuUsage()
  const end = load.seconds === undefined ? Number.POSITIVE_INFINITY : startedAt + load.seconds * 1_000
  const total = load.total ?? Number.POSITIVE_INFINITY
  const ms: number[] = []
  let begun = 0
  const call = async (caller: number) => {
    for (let turn = 0; performance.now() < end && begun < total; turn += 1) {
      begun += 1
      const at = performance.now()
      await doOnce(caller, turn)
      ms.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: load.callers }, (_, caller) => call(caller)))
  const cpu = process.cpuUsage(cpuBefore)
  ms.sort((left, right) => left - right)
  const at = (percent: number) => ms[Math.min(ms.length - 1, Math.floor((ms.length * percent) / 100))] ?? 0
  return {
    done: ms.length,
    seconds: (performance.now() - startedAt) / 1_000,
    p50Ms: at(50),
    p99Ms: at(99),
    driverCpuMs: (cpu.user + cpu.system) / 1_000,
  }
}
