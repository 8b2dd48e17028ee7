import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { partProblem, reasonOf, rowProblem } from './row-problem.ts'

describe('why a row is not taken', () => {
  it('is one reason for people, and each problem with its code for programs', () => {
    const missing = partProblem({ path: '/title', problem: 'is required', code: 'REQUIRED' })
    const unknown = rowProblem('CATEGORY_UNKNOWN', 'There is no category "Hats"', { category: 'Hats' })
    assert.deepEqual(reasonOf([missing, unknown]), {
      reason: '/title is required; There is no category "Hats"',
      problems: [
        { code: 'REQUIRED', path: '/title', values: {} },
        { code: 'CATEGORY_UNKNOWN', values: { category: 'Hats' } },
      ],
    })
  })

  it('keeps a code that is nobody’s promise to itself', () => {
    const { code } = partProblem({ path: '/title', problem: 'is odd', code: 'ODD' })
    assert.equal(code, 'INVALID')
  })

  it('is kept as far as it is read, whatever a file holds', () => {
    const long = rowProblem('CATEGORY_UNKNOWN', 'x'.repeat(1_500), { category: 'x'.repeat(1_000) })
    const { reason, problems } = reasonOf(Array.from({ length: 50 }, () => long))
    assert.deepEqual(
      [reason.length, problems.length, problems[0]?.values['category']?.length],
      [2_000, 20, 200],
    )
  })
})
