import { openApi } from './api.ts'
import type { Call } from './commands.ts'

type Finding = { service: string; code: string; subject: string; sentence: string; sql: string | null }

/** `rialto doctor`. Names what slows the installation down. It changes nothing. */
export async function runDoctor(call: Call): Promise<number> {
  const { options, terminal } = call
  const api = await openApi(call)
  const { items } = await api.ask<{ items: Finding[] }>('/api/doctor')
  const statements = [...new Set(items.flatMap(({ sql }) => sql ?? []))]
  if (options['json']) terminal.result(JSON.stringify({ findings: items }))
  else if (options['sql']) terminal.result(statements.map((sql) => `${sql};`).join('\n'))
  else if (items.length === 0) terminal.result('Nothing was found')
  else terminal.result(items.map(describe).join('\n'))
  return items.length === 0 ? 0 : 1
}

function describe({ service, code, sentence, sql }: Finding): string {
  const lines = [`${code} (${service}): ${sentence}`]
  if (sql !== null) lines.push(`  ${sql};`)
  return lines.join('\n')
}
