import assert from 'node:assert/strict'
import { it } from 'node:test'
import { cell } from './csv.ts'

it('words of a stranger’s file are no formula and stay in their cell', () => {
  assert.equal(cell('plain'), 'plain')
  assert.equal(cell('=HYPERLINK("x")'), '"\'=HYPERLINK(""x"")"')
  assert.equal(cell('a,b\nc'), '"a,b\nc"')
})
