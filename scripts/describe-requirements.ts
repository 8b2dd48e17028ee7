import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './run-command.ts'

type Proof = { kind: string; path: string }

const kinds: readonly [string, string][] = [
  ['scenario', 'tests/scenarios/**/*.feature'],
  ['proof', 'tests/proofs/**/*.ts'],
  ['browser test', 'tests/browser/**/*.ts'],
  ['bench', 'bench/**/*.ts'],
  ['test', '{packages,services,server,tools,scripts}/**/*.test.ts'],
  ['contract loop', 'tests/contract/**/*.ts'],
]

/** The requirements with what proves each: read from the tags `@R-<id>` in scenarios, proofs, benches and tests. */
export async function describeRequirements(): Promise<string> {
  const titles = JSON.parse(await readFile(join(root, 'docs/requirement-titles.json'), 'utf8')) as Record<
    string,
    string
  >
  const proofs = await findProofs()
  const unknown = [...proofs.keys()].filter((id) => !(id in titles))
  if (unknown.length > 0)
    throw new Error(
      `Tags name requirements that are not in docs/requirement-titles.json: ${unknown.join(', ')}`,
    )
  const lines = Object.entries(titles).map(([id, title]) => {
    const found = proofs.get(id) ?? []
    const shown = found.map((proof) => `${proof.kind} \`${proof.path}\``).join('<br>')
    return `| ${id} | ${title} | ${shown || '–'} |`
  })
  const proven = Object.keys(titles).filter((id) => proofs.has(id)).length
  return [
    '# Requirements and what proves them',
    '',
    'Generated from the tags `@R-<id>` (`npm run generate`). CI runs all of these, so a line with a proof is green. A tag',
    'says that something of the line is proven, not that nothing of it is left to build.',
    '',
    `${proven} of ${lines.length} lines have a proof.`,
    '',
    '| id | requirement | proofs |',
    '|---|---|---|',
    ...lines,
    '',
  ].join('\n')
}

async function findProofs(): Promise<Map<string, Proof[]>> {
  const proofs = new Map<string, Proof[]>()
  for (const [kind, pattern] of kinds) {
    const paths: string[] = []
    for await (const path of glob(pattern, { cwd: root }))
      if (!path.includes('node_modules')) paths.push(path)
    for (const path of paths.sort()) {
      const text = await readFile(join(root, path), 'utf8')
      for (const id of new Set(
        [...text.matchAll(/@R-(\d{3}\.[0-9A-Za-z]+)/g)].map((match) => match[1] ?? ''),
      )) {
        proofs.set(id, [...(proofs.get(id) ?? []), { kind, path }])
      }
    }
  }
  return proofs
}
