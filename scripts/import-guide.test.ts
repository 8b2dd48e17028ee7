import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { findLineProblems } from './import-row.ts'

test('the full example of the import guide is a valid line', async () => {
  const guide = await readFile(resolve(import.meta.dirname, '../docs/guides/import-format.md'), 'utf8')
  const [full = ''] = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text ?? '')
  assert.deepEqual(findLineProblems(JSON.stringify(JSON.parse(full))), [])
})
