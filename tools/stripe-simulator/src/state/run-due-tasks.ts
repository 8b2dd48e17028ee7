import { reportFault } from '../http/report-fault.ts'
import { runTask } from '../payments/run-task.ts'
import { openUnit } from './unit.ts'
import { nowMs, type World } from './world.ts'

const tasksPerTurnMax = 200
const timerMsMax = 60_000

/** Does all that is due now, at most `limit` tasks. Each is a unit of its own: one fault stops no other. */
export function runDueTasks(world: World, limit = Number.POSITIVE_INFINITY): void {
  for (let done = 0; done < limit; done += 1) {
    const id = world.dueTasks.takeDue(nowMs(world))
    if (id === undefined) return
    const task = world.state.tasks.get(id)
    if (task === undefined) continue
    const open = openUnit(world, { id: null, key: null })
    try {
      runTask(open.unit, task)
      open.unit.unschedule(task.kind, task.subject)
      open.commit()
    } catch (fault) {
      open.undo()
      reportFault(fault, { task: id })
    }
  }
}

/** Keeps running tasks as they fall due, in turns, so that requests are answered between them. */
export function startTasks(world: World): { stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const turn = () => {
    timer = undefined
    if (stopped) return
    runDueTasks(world, tasksPerTurnMax)
    plan()
  }
  const plan = () => {
    clearTimeout(timer)
    const next = world.dueTasks.nextAt()
    if (stopped || next === undefined) return
    timer = setTimeout(turn, Math.min(Math.max(next - nowMs(world), 1), timerMsMax))
  }
  world.wakeTasks = plan
  plan()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
