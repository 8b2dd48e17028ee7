import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markedParts } from './marked-text.ts'

test('What the search marked is told from what surrounds it', () => {
  assert.deepEqual(markedParts('Copper <mark>kettle</mark>, small'), [
    { text: 'Copper ', isMarked: false },
    { text: 'kettle', isMarked: true },
    { text: ', small', isMarked: false },
  ])
})

test('Escaped text is shown as it was written, once', () => {
  assert.deepEqual(markedParts('A &lt;b&gt; &amp; &amp;lt; &quot;c&quot;'), [
    { text: 'A <b> & &lt; "c"', isMarked: false },
  ])
})
