// Loaded into every process of a shape before its own code (`node --import`): it removes a guard from a file of the
// product while that file is read. Nothing of it is in the product itself.
import { registerHooks } from 'node:module'
import { type CodeEdit, replaceOnce } from './edit.ts'

const edits = JSON.parse(process.env['RIALTO_PLANTED'] ?? '[]') as CodeEdit[]

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    const mine = edits.filter((edit) => url.endsWith(`/${edit.file}`))
    if (mine.length === 0) return loaded
    const source = mine.reduce(replaceOnce, String(loaded.source))
    return { ...loaded, source }
  },
})
