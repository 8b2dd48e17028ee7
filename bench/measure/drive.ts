import { fork } from 'node:child_process'
import { join } from 'node:path'

/** What a driver answers: how much it did, in which time, and what it cost itself. */
export type Driven = {
  readonly done: number
  readonly seconds: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly driverCpuMs: number
}

/** Runs a driver as a process of its own, so that its CPU is counted apart, and answers what it found. */
export function drive(driver: string, plan: object): Promise<Driven> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, '..', 'driver', `${driver}.ts`), { stdio: 'inherit' })
    let found: Driven | undefined
    child.on('message', (message) => {
      found = message as Driven
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (found && code === 0) resolve(found)
      else reject(new Error(`The driver ${driver} ended with ${code} and without a figure`))
    })
    child.send(plan)
  })
}
