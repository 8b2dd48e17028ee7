// npm run build: makes the pages of shop and dashboard. The server's own TypeScript is run as it is; it is loaded once, so
// that a missing file or package stops a deployment here and not at its start.
import { allServices } from '@rialto/server'
import { buildFrontend } from './build-frontend.ts'

for (const { name, seconds } of await buildFrontend())
  process.stdout.write(seconds === null ? `${name} is built already\n` : `${name} built in ${seconds} s\n`)
process.stdout.write(`${allServices.length} services load\n`)
