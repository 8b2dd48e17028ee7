import { doctorOf, feature, ok, type Service } from '@rialto/core'
import { examine, type Finding, statementsOf } from '@rialto/postgres'
import { isRepeated, isSlow, type QueryWatch, type Watched } from './watch-queries.ts'

/** The service with one endpoint more: it examines its tables, the plans of its statements, and what was watched. */
export function withDoctor(service: Service, watch: QueryWatch): Service {
  const prefix = `${service.name.replace(/-service$/, '').replaceAll('-', '_')}_`
  const own = new Set(service.features.map(({ endpoint }) => endpoint.name))
  const look = feature(doctorOf(service.name), async (_input, ctx) => {
    const found = await examine(ctx, { prefix, statements: statementsOf(prefix) })
    const seen = watch.seen().filter(({ operation }) => own.has(operation))
    const items = [...found, ...seen.flatMap(judgeWatched)]
    return ok({ items: items.map((finding) => ({ service: service.name, ...finding })) })
  })
  return { ...service, features: [...service.features, look] }
}

/** What is wrong with what an operation asks. */
export function judgeWatched(one: Watched): Finding[] {
  const { operation, asked, times, msTotal, msMax, repeats } = one
  const findings: Finding[] = []
  if (isRepeated(one)) {
    findings.push({
      code: 'REPEATED_STATEMENT',
      subject: operation,
      sentence: `${operation} sent ${asked} ${repeats} times in one request; ask once for all of them.`,
      sql: null,
    })
  }
  if (isSlow(one)) {
    const mean = Math.round(msTotal / times)
    findings.push({
      code: 'SLOW_STATEMENT',
      subject: operation,
      sentence: `${asked} took ${mean} ms on average over ${times} times in ${operation}, ${Math.round(msMax)} ms at most; look at its plan.`,
      sql: null,
    })
  }
  return findings
}
