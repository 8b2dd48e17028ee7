import type { Job } from '@rialto/core'
import { countWords } from '../store/documents.ts'

/** Words that stand in many products are the likelier correction; words that are gone are no correction at all. */
export default {
  kind: 'search.count_words',
  everySeconds: 300,
  run: (_job, ctx) => ctx.tx((tx) => countWords(tx)),
} satisfies Job
