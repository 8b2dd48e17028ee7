// There is nothing to compile: Node runs the TypeScript as it is. This loads every service once, so that a missing file or
// package stops a deployment here and not at its start.
import { allServices } from '@rialto/server'

process.stdout.write(`nothing to compile; ${allServices.length} services load\n`)
