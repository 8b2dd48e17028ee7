import { runSupervisor } from './run.ts'

// Run by tests: the supervisor with the programs that the first argument names.
await runSupervisor(JSON.parse(process.argv[2] ?? '{}'))
