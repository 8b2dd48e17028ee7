// One request over and over.
import { openLeanWire } from './lean-wire.ts'
import { onPlan, runLoad } from './run-plan.ts'

type Plan = {
  url: string
  paths: string[]
  headers?: Record<string, string>
  callers: number
  seconds: number
}

onPlan(async ({ url, paths, headers = {}, callers, seconds }: Plan) => {
  const wire = openLeanWire(url, callers)
  return runLoad({ callers, seconds }, async (caller, turn) => {
    await wire.ask('GET', paths[(caller + turn) % paths.length] ?? '/', { headers })
  })
})
