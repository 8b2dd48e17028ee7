import { type Ctx, type ExtensionCode, type PointAnswer, type Refusal, refuse, validate } from '@rialto/core'
import { insideTransaction } from '@rialto/postgres'

/** What extensions put at the points of the product, by the names of the points. */
export type Answers = {
  readonly checks: ReadonlyMap<string, readonly PointAnswer[]>
  readonly ports: ReadonlyMap<string, PointAnswer>
}

/** Sorts what extensions answer by where they are asked. */
export function sortAnswers(answers: readonly PointAnswer[]): Answers {
  const checks = answers.filter((one) => one.kind === 'check')
  return {
    checks: Map.groupBy(checks, (one) => one.point),
    ports: new Map(answers.filter((one) => one.kind === 'port').map((one) => [one.point, one])),
  }
}

/** Checks and ports for one context. Where no extension is, nothing is awaited and nothing is made. */
export function askExtensions(answers: Answers, ctx: Pick<Ctx, 'call' | 'log'>): Pick<Ctx, 'check' | 'ask'> {
  return {
    check: (point, view) => {
      const checks = answers.checks.get(point.name)
      if (!checks) return null
      refuseInTransaction(point.name)
      return runChecks(ctx, checks, view())
    },
    ask: async (port, question, byDefault) => {
      refuseInTransaction(port.name)
      const found = answers.ports.get(port.name)
      const given = found ? await answerOf<{ answer: unknown }>(ctx, found, { question }) : null
      if (!found || !given) return { answer: byDefault(), by: 'default' }
      return { answer: given.answer as never, by: found.extension }
    },
  }
}

/** An extension that takes its time must keep nobody's locks. */
function refuseInTransaction(point: string): void {
  if (insideTransaction()) throw new Error(`${point} asked extensions inside a transaction`)
}

/** All at once, so that the slowest decides how long it takes; the first in the order of the settings is told. */
async function runChecks(ctx: Pick<Ctx, 'call' | 'log'>, checks: readonly PointAnswer[], view: unknown) {
  const said = await Promise.all(checks.map((one) => runCheck(ctx, one, view)))
  return said.find((refusal) => refusal !== null) ?? null
}

type CheckReply = { refusal: { code: string; detail: string } | null }

async function runCheck(
  ctx: Pick<Ctx, 'call' | 'log'>,
  one: PointAnswer,
  view: unknown,
): Promise<Refusal<ExtensionCode> | null> {
  const reply = await answerOf<CheckReply>(ctx, one, { view })
  const codes = `EXT_${one.extension.toUpperCase()}` as const
  if (reply) return reply.refusal && refuse(`${codes}_${reply.refusal.code}`, reply.refusal.detail)
  if (one.whenUnavailable === 'allow') return null
  return refuse(`${codes}_UNAVAILABLE`, 'This cannot be checked at the moment. Try again')
}

/** Null when the extension throws, refuses, takes too long, or says something else than was asked. */
async function answerOf<T>(
  { call, log }: Pick<Ctx, 'call' | 'log'>,
  { endpoint, point }: PointAnswer,
  input: unknown,
): Promise<T | null> {
  const told = { op: endpoint.name, point }
  try {
    const result = await within(endpoint.deadlineMs, call(endpoint, input))
    if (!result.ok) {
      log.error('an extension did not answer', { ...told, code: result.code })
      return null
    }
    const problems = validate(endpoint.reply, result.value)
    if (problems.length === 0) return result.value as T
    log.error('an extension answered something else than was asked', {
      ...told,
      problem: JSON.stringify(problems),
    })
  } catch (error) {
    log.error('an extension failed', { ...told, problem: String(error) })
  }
  return null
}

/** What takes too long goes on unheard: in this process it cannot be stopped. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
