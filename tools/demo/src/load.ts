import os from 'node:os'
import { loadMarket } from './load/load-market.ts'
import { readLoadSettings } from './load/settings.ts'

// Run by npm start: first without an argument, then with `pictures` behind the running server.
const say = (line: string) => process.stdout.write(`${line}\n`)
const settings = readLoadSettings(process.env)
if (process.argv[2] === 'pictures') {
  os.setPriority(os.constants.priority.PRIORITY_LOW)
  const { attachPictures } = await import('./load/attach-pictures.ts')
  await attachPictures(settings, say)
} else await loadMarket(settings, say)
