// @: a slow destination slows nobody; what is lost is counted and said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundedWriter } from './bounded-writer.ts'

const reportLine = (dropped: number) => `dropped ${dropped}\n`
const options = { bufferCharactersMax: 100, reportLine }

/** A destination that takes one write and answers when the test says so. */
function slowDestination() {
  const chunks: string[] = []
  let answer: ((error?: Error | null) => void) | null = null
  return {
    chunks,
    write: (text: string, done: (error?: Error | null) => void) => {
      assert.equal(answer, null, 'one write at a time')
      chunks.push(text)
      answer = done
    },
    answer: (error?: Error) => {
      const done = answer
      answer = null
      done?.(error)
    },
  }
}

test('what gathers during a write leaves as one chunk', () => {
  const slow = slowDestination()
  const writer = boundedWriter(slow, options)
  for (const line of ['a\n', 'b\n', 'c\n']) writer.write(line)
  slow.answer()
  assert.deepEqual(slow.chunks, ['a\n', 'b\nc\n'])
})

test('a destination that never answers costs a bounded buffer and no waiting', () => {
  const slow = slowDestination()
  const writer = boundedWriter(slow, options)
  for (let index = 0; index < 100_000; index += 1) writer.write('123456789\n')
  const { text } = writer.takeRest()
  assert.equal(text, `${'123456789\n'.repeat(10)}dropped ${100_000 - 11}\n`)
})

test('dropped lines are counted and reported once there is room again', () => {
  const slow = slowDestination()
  const writer = boundedWriter(slow, options)
  for (let index = 0; index < 15; index += 1) writer.write('123456789\n')
  slow.answer()
  slow.answer()
  slow.answer()
  assert.deepEqual(slow.chunks, ['123456789\n', '123456789\n'.repeat(10), 'dropped 4\n'])
  writer.write('next\n')
  slow.answer()
  assert.equal(slow.chunks.at(-1), 'next\n', 'the report is not repeated')
})

test('a chunk is bounded, so that one write stays short', () => {
  const slow = slowDestination()
  const writer = boundedWriter(slow, { bufferCharactersMax: 1_000_000, reportLine })
  for (let index = 0; index < 5; index += 1) writer.write('x'.repeat(40_000))
  slow.answer()
  assert.deepEqual(
    slow.chunks.map((chunk) => chunk.length),
    [40_000, 40_000],
  )
})

test('a destination that fails loses its chunk, which is counted, and goes on', async () => {
  const chunks: string[] = []
  let isBroken = true
  const writer = boundedWriter(
    {
      write: (text, done) => {
        if (isBroken) throw new Error('closed')
        chunks.push(text)
        done()
      },
    },
    options,
  )
  writer.write('lost\n')
  writer.write('lost too\n')
  isBroken = false
  writer.write('kept\n')
  assert.equal(await writer.flush(1), true)
  assert.deepEqual(chunks, ['kept\n', 'dropped 2\n'])
})

test('a failed write does not report again and again to a broken destination', () => {
  const slow = slowDestination()
  const writer = boundedWriter(slow, options)
  writer.write('a\n')
  slow.answer(new Error('closed'))
  assert.deepEqual(slow.chunks, ['a\n'])
})

test('flushing waits for the destination, but not for ever', async () => {
  const slow = slowDestination()
  const writer = boundedWriter(slow, options)
  assert.equal(await writer.flush(1), true, 'nothing waits')
  writer.write('a\n')
  assert.equal(await writer.flush(0.02), false)
  const flushed = writer.flush(10)
  slow.answer()
  assert.equal(await flushed, true)
})
