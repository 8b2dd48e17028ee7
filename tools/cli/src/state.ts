import { openApi } from './api.ts'
import type { Call } from './commands.ts'

type Reader = {
  reader: string
  behindEvents: number | null
  behindSeconds: number | null
  isTrouble: boolean
}
type Figure = { name: string; count: number; oldestSeconds: number | null; isTrouble: boolean }
type Check = { name: string; sentence: string; ranAt: string | null; problems: string[]; isTrouble: boolean }
type Service = {
  service: string
  isAnswering: boolean
  readers: Reader[]
  figures: Figure[]
  checks: Check[]
}
type State = { at: string; isWell: boolean; parkedStreams: number; services: Service[] }

const nameCharacters = 34

/** `rialto state`. How the shop is doing; exit code 1 when somebody is needed. */
export async function showState(call: Call): Promise<number> {
  const state = await (await openApi(call)).ask<State>('/api/state')
  call.terminal.result(call.options['json'] ? JSON.stringify(state) : describe(state))
  return state.isWell ? 0 : 1
}

function describe({ at, isWell, parkedStreams, services }: State): string {
  const parked = {
    name: 'streams_parked',
    count: parkedStreams,
    oldestSeconds: null,
    isTrouble: parkedStreams > 0,
  }
  return [
    `${at}: ${isWell ? 'all is well' : 'somebody is needed where there is a !'}`,
    line('event streams', describeFigure(parked), parked.isTrouble),
    ...services.flatMap(describeService),
  ].join('\n')
}

function describeService({ service, isAnswering, readers, figures, checks }: Service): string[] {
  if (!isAnswering) return [line(service, 'does not answer', true)]
  const late = readers.filter(({ isTrouble }) => isTrouble)
  return [
    ...(readers.length === 0 ? [] : [line(service, describeReaders(readers), late.length > 0)]),
    ...late.map((one) => line(`  ${one.reader}`, describeReaders([one]), true)),
    ...figures.map((one) => line(service, describeFigure(one), one.isTrouble)),
    ...checks.flatMap((one) => [
      line(one.name, describeCheck(one), one.isTrouble),
      ...one.problems.map((problem) => `    ${problem}`),
    ]),
  ]
}

function describeReaders(readers: readonly Reader[]): string {
  const seconds = Math.max(0, ...readers.map(({ behindSeconds }) => behindSeconds ?? 0))
  const events = readers.reduce((sum, { behindEvents }) => sum + (behindEvents ?? 0), 0)
  const who = readers.length === 1 ? '1 reader' : `${readers.length} readers`
  if (events === 0) return `${who} of events, none behind`
  return `${who} of events, ${events} events and ${Math.round(seconds)} s behind`
}

function describeFigure({ name, count, oldestSeconds }: Figure): string {
  const since =
    oldestSeconds === null || count === 0 ? '' : `, the oldest for ${Math.round(oldestSeconds / 60)} min`
  return `${count} ${name.replaceAll('_', ' ')}${since}`
}

function describeCheck({ sentence, ranAt, problems }: Check): string {
  if (ranAt === null) return `${sentence}: not checked yet`
  return `${sentence}: ${problems.length === 0 ? 'holds' : 'DOES NOT HOLD'}, checked at ${ranAt}`
}

function line(name: string, text: string, isTrouble: boolean): string {
  return `${isTrouble ? '!' : ' '} ${name.padEnd(nameCharacters)}${text}`
}
