import { pausing } from '../pause.ts'
import { applyEvent, isOutage, prepareEvents } from './apply-event.ts'
import type { ParkedHead } from './parked-streams.ts'
import { type ConsumerRun, StoppedError } from './run.ts'

const lookMs = 500

/** Tries parked streams again when they are due, beside the flow of the others. Costs nothing while none is parked. */
export async function retryParked(run: ConsumerRun): Promise<void> {
  const pause = pausing()
  while (!run.signal.aborted) {
    await run.parked.untilParked(run.signal)
    const heads = run.signal.aborted ? [] : await run.parked.dueHeads()
    for (const head of heads) {
      if (!run.signal.aborted) await retry(run, head)
    }
    if (heads.length === 0) await pause.sleep(lookMs, run.signal)
  }
}

async function retry(run: ConsumerRun, head: ParkedHead): Promise<void> {
  try {
    const prepared = await prepareEvents(run, [head.event])
    await applyEvent(run, head.event, { prepared, done: (tx) => run.parked.removeHead(tx, head) })
  } catch (error) {
    if (error instanceof StoppedError || isOutage(error)) throw error
    run.log.warn('a parked event failed again', {
      op: run.consumer.name,
      subject: head.subject,
      attempts: head.attempts + 1,
      problem: String(error),
    })
    return run.parked.postpone(head, String(error))
  }
  await run.parked.goOn(head)
}
