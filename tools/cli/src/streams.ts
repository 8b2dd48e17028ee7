import { type Api, openApi } from './api.ts'
import type { Call } from './commands.ts'
import { stop } from './stop.ts'

type Stream = {
  service: string
  consumer: string
  subject: string
  events: number
  attempts: number
  problem: string
  retryAt: string
  event: { id: string; type: string; time: string; traceId: string | null }
}

/** `rialto streams list`. The streams that wait because an event of theirs failed. */
export async function listStreams(call: Call): Promise<number> {
  const streams = await parkedStreams(await openApi(call))
  if (call.options['json']) call.terminal.result(JSON.stringify({ streams }))
  else if (streams.length === 0) call.terminal.result('All streams flow')
  else call.terminal.result(streams.map(describe).join('\n'))
  return streams.length === 0 ? 0 : 1
}

/** `rialto streams replay CONSUMER SUBJECT`. Tries a stream again now; `all` for every subject of the consumer. */
export async function replayStream(call: Call): Promise<number> {
  const [consumer = '', subject = ''] = call.files
  const api = await openApi(call)
  const meant = (await parkedStreams(api)).filter(
    (stream) => stream.consumer === consumer && (subject === 'all' || stream.subject === subject),
  )
  if (meant.length === 0) throw stop(`No stream ${subject} of ${consumer} is parked`)
  let events = 0
  for (const stream of meant) {
    const path = `/api/streams/${stream.service}/replay`
    const json = { consumer: stream.consumer, subject: stream.subject }
    events += (await api.ask<{ events: number }>(path, { method: 'POST', json })).events
  }
  if (call.options['json']) call.terminal.result(JSON.stringify({ streams: meant.length, events }))
  else call.terminal.result(`${meant.length} streams with ${events} events are tried again`)
  return 0
}

async function parkedStreams(api: Api): Promise<Stream[]> {
  return (await api.ask<{ items: Stream[] }>('/api/streams')).items
}

function describe(stream: Stream): string {
  const { consumer, subject, events, attempts, problem, retryAt, event } = stream
  const trace = event.traceId === null ? '' : `, trace ${event.traceId}`
  return [
    `${consumer} ${subject}: ${events} events wait behind ${event.type} of ${event.time}${trace}`,
    `  tried ${attempts} times: ${problem}`,
    `  tried again at ${retryAt}, or now: rialto streams replay ${consumer} ${subject}`,
  ].join('\n')
}
