import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createTexts } from '@rialto/ui/texts'
import { ar } from '../texts/ar.ts'
import { de } from '../texts/de.ts'
import { en } from '../texts/en.ts'
import { reasonLine, tellProblems } from './row-problems.ts'

const catalogues = { en, de, ar }
const sayIn = createTexts(catalogues)
const words = (language: 'en' | 'de' | 'ar') => ({ texts: catalogues[language], say: sayIn(language) })
const rejection = {
  line: 3,
  externalId: 'lamp',
  reason: '/title is required; S: there is no warehouse MOON',
  problems: [
    { code: 'REQUIRED', path: '/title', values: {} },
    { code: 'WAREHOUSE_UNKNOWN', values: { sku: 'S', warehouse: 'MOON' } },
  ],
} satisfies Parameters<typeof tellProblems>[0]

describe('why a row was not taken', () => {
  it('is said in the language of the page, with the part or thing that it is about', () => {
    assert.deepEqual(tellProblems(rejection, words('de')), [
      { about: 'Titel', text: 'fehlt', detail: '' },
      { about: 'S', text: 'nennt ein Lager, das es nicht gibt: MOON', detail: '' },
    ])
    assert.equal(reasonLine(rejection, words('ar')), 'العنوان: ناقص; S: يذكر مستودعًا غير موجود: MOON')
  })

  it('is said once of a value that may be of several kinds', () => {
    const kinds = (['string', 'number'] as const).map((type) => ({
      code: 'WRONG_TYPE' as const,
      path: '/attributes/size',
      values: { type },
    }))
    assert.equal(tellProblems({ ...rejection, problems: kinds }, words('en'))?.length, 1)
    const whole = { code: 'INVALID' as const, path: '/attributes/size', values: {} }
    const told = tellProblems({ ...rejection, problems: [...kinds, whole] }, words('en'))
    assert.deepEqual(
      told?.map(({ text }) => text),
      ['holds something that cannot be taken'],
    )
  })

  it('names a field as its file does where the page has no name for it', () => {
    const problems = [{ code: 'UNKNOWN_FIELD' as const, path: '/constructor', values: {} }]
    assert.equal(
      reasonLine({ ...rejection, problems }, words('en')),
      'constructor: is not a field of products',
    )
  })

  it('is the sentence of the API where the page has no words: an old import, a code that is newer', () => {
    const { problems: _problems, ...old } = rejection
    assert.equal(reasonLine(old, words('de')), rejection.reason)
    const newer = [...rejection.problems, { code: 'BROKEN_MIRROR', values: {} }] as never
    assert.equal(tellProblems({ ...rejection, problems: newer }, words('de')), null)
  })
})
