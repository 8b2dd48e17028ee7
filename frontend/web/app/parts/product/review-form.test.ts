import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readReview, suggestedName } from './review-form.ts'

const formOf = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}
const good = { rating: '4', title: ' Good ', text: 'One\r\nTwo', shownName: 'Ada L.', language: 'de' }

describe('the form of a review', () => {
  it('is read without the blanks around, in the language that was chosen', () => {
    const { written, wrong } = readReview(formOf(good), 'en')
    assert.deepEqual(wrong, [])
    assert.deepEqual(written, {
      rating: 4,
      title: 'Good',
      text: 'One\nTwo',
      shownName: 'Ada L.',
      language: 'de',
    })
    assert.equal(readReview(formOf({ ...good, language: 'xx' }), 'ar').written.language, 'ar')
  })

  it('says what is missing or too long, and keeps what was typed', () => {
    const { wrong, typed } = readReview(formOf({ rating: '6', title: 'x'.repeat(121), text: ' ' }), 'en')
    assert.deepEqual(wrong, ['rating', 'title', 'text', 'shownName'])
    assert.equal(typed.title.length, 121)
  })

  it('counts characters as people do', () => {
    assert.deepEqual(readReview(formOf({ ...good, shownName: '😀'.repeat(60) }), 'en').wrong, [])
  })
})

describe('the suggested name', () => {
  it('is the first name and an initial', () => {
    assert.equal(suggestedName('Ada', 'Lovelace'), 'Ada L.')
    assert.equal(suggestedName(' Ada ', ''), 'Ada')
  })
})
