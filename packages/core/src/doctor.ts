import { Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { nullable, struct, text } from './schema.ts'

/** Something that makes the product slower than it has to be, and what to do about it. */
export const doctorFinding = struct({
  service: text(60),
  code: text(40),
  subject: text(300, { description: 'A table, a statement, an operation or a setting' }),
  sentence: text(1_000, { description: 'What is wrong and what to do' }),
  sql: nullable(text(2_000, { description: 'What an administrator runs, if that mends it' })),
})

/** Examines what a service has in its database. Every service answers this, by its own path. */
export function doctorOf(service: string) {
  return endpoint({
    name: `doctor.examine_${service.replaceAll('-', '_')}`,
    summary: `What slows ${service} down: its tables, its statements, its requests`,
    method: 'GET',
    path: `/internal/doctor/${service}`,
    exposure: 'internal',
    permission: 'doctor.read_findings',
    input: struct({}),
    reply: struct({ items: Type.Array(doctorFinding) }),
    deadlineMs: 20_000,
  })
}
