import { startEmbeddedPostgres } from './index.ts'

// Run by tests: starts a server with the options of the first argument, stops it when a line comes in.
const server = await startEmbeddedPostgres(JSON.parse(process.argv[2] ?? '{}'))
process.stdout.write(`${JSON.stringify(server)}\n`)
process.stdin.once('data', async () => {
  await server.stop()
  process.exit(0)
})
