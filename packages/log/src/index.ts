export type { LogDestination } from './bounded-writer.ts'
export { Log, type LogLevel, type LogMetadata, type LogOptions } from './log.ts'
