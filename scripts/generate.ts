// Files that are made from others and committed: `npm run generate` writes them, `npm run check` says which are stale.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describeApi } from '@rialto/api-gateway'
import { allServices } from '@rialto/server'
import { describeRequirements } from './describe-requirements.ts'
import { describeSettings } from './describe-settings.ts'
import { root } from './run-command.ts'

type Generated = { path: string; make: () => Promise<string> | string }

const endpoints = allServices.flatMap((service) => service.features.map((feature) => feature.endpoint))

const files: readonly Generated[] = [
  {
    path: 'docs/openapi.json',
    make: () => lineForEach(describeApi(endpoints, 'http://localhost:3000')),
  },
  {
    path: 'docs/events.json',
    make: () => {
      const events = allServices.flatMap((service) =>
        service.events.map((event) => ({
          type: event.type,
          service: service.name,
          summary: event.summary,
          data: event.schema,
        })),
      )
      return `${JSON.stringify(
        events.toSorted((left, right) => (left.type < right.type ? -1 : 1)),
        null,
        2,
      )}\n`
    },
  },
  { path: 'docs/settings.md', make: describeSettings },
  { path: 'docs/requirements.md', make: describeRequirements },
]

/** A line for each path and part: a change shows as one, and the file stays small. */
function lineForEach(value: unknown, depth = 3): string {
  const indent = '  '.repeat(4 - depth)
  const write = (part: unknown, left: number): string => {
    if (left === 0 || part === null || typeof part !== 'object' || Array.isArray(part))
      return JSON.stringify(part)
    return lineForEach(part, left)
  }
  const lines = Object.entries(value as object).map(
    ([key, part]) => `${indent}${JSON.stringify(key)}: ${write(part, depth - 1)}`,
  )
  return `{\n${lines.join(',\n')}\n${'  '.repeat(3 - depth)}}${depth === 3 ? '\n' : ''}`
}

/** Which committed files differ from what would be made now. */
export async function staleFiles(): Promise<string[]> {
  const stale: string[] = []
  for (const { path, make } of files) {
    const present = await readFile(join(root, path), 'utf8').catch(() => null)
    if (present !== (await make())) stale.push(`${path} is stale: run npm run generate`)
  }
  return stale
}

if (import.meta.main) {
  for (const { path, make } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), await make())
    process.stdout.write(`${path}\n`)
  }
}
