import { isatty } from 'node:tty'
import pino from 'pino'
import { type BoundedWriter, boundedWriter, type LogDestination } from './bounded-writer.ts'
import { cleanMetadata, cleanText } from './clean.ts'
import { prettyLine } from './pretty.ts'
import { openStandardOutput } from './standard-output.ts'

/** From the least to the most important. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** What is known besides the message: `tenant traceId spanId actor op code ms`, `error`, and anything small. */
export type LogMetadata = Readonly<Record<string, unknown>>

/** Writes lines. No call waits, throws, or writes what is private. */
export type Log = {
  debug(message: string, metadata?: LogMetadata): void
  info(message: string, metadata?: LogMetadata): void
  warn(message: string, metadata?: LogMetadata): void
  error(message: string, metadata?: LogMetadata): void
  /** A log whose every line has this metadata, too. */
  child(metadata: LogMetadata): Log
  /** Waits until all lines are written, at most 2 seconds unless told; answers whether they are. */
  flush(secondsMax?: number): Promise<boolean>
}

/** Settings of a log. */
export type LogOptions = {
  readonly level: LogLevel
  readonly serviceName: string
  /** Standard output when absent: JSON lines, or lines for people where that is a terminal. */
  readonly destination?: LogDestination
  /** Beyond this the newest lines are dropped and counted; standard output keeps that of the first log. */
  readonly bufferCharactersMax?: number
}

const bufferCharactersDefault = 4_194_304
const flushSecondsDefault = 2
const setByUs = ['time', 'level', 'msg']

/**
 * Opens a log of JSON lines with `time level msg service` and the metadata. It never blocks: lines wait in a
 * bounded buffer while the destination is slow, and lines too many are dropped, counted and reported.
 */
export function Log(options: LogOptions): Log {
  const writer = options.destination ? writerTo(options.destination, options) : standardOutputWriter(options)
  const root = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line: string) => writer.write(line) },
  )
  return logWith({ root, writer, fixed: { service: cleanText(options.serviceName) } })
}

type Parts = {
  readonly root: pino.Logger
  readonly writer: BoundedWriter
  readonly fixed: Readonly<Record<string, unknown>>
}

function logWith({ root, writer, fixed }: Parts): Log {
  // The fixed part becomes text once, here, and not with every line.
  const prepared = root.child(fixed)
  const line = (level: LogLevel) => (message: string, metadata?: LogMetadata) => {
    if (!root.isLevelEnabled(level)) return
    const text = cleanText(String(message))
    if (metadata === undefined) return prepared[level](text)
    const own = readMetadata(metadata)
    const isRepeated = Object.keys(own).some((key) => key in fixed)
    // A key twice in one line is read differently by different readers: the line's own value wins here.
    if (isRepeated) root[level]({ ...fixed, ...own }, text)
    else prepared[level](own, text)
  }
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    child: (metadata) => logWith({ root, writer, fixed: { ...fixed, ...readMetadata(metadata) } }),
    flush: (secondsMax = flushSecondsDefault) => writer.flush(secondsMax),
  }
}

function readMetadata(metadata: LogMetadata): Record<string, unknown> {
  try {
    const clean = cleanMetadata(metadata)
    for (const key of setByUs) {
      if (!(key in clean)) continue
      clean[`${key}_`] = clean[key]
      delete clean[key]
    }
    return clean
  } catch (error) {
    // A getter or toJSON of the metadata threw. The message must be written all the same.
    return {
      logProblem: cleanText(`metadata cannot be read: ${error instanceof Error ? error.message : error}`),
    }
  }
}

function writerTo(destination: LogDestination, options: LogOptions): BoundedWriter {
  return boundedWriter(destination, {
    bufferCharactersMax: options.bufferCharactersMax ?? bufferCharactersDefault,
    reportLine: (dropped) => droppedLine(options.serviceName, dropped),
  })
}

function droppedLine(serviceName: string, dropped: number): string {
  const msg = 'log lines were dropped: the destination is too slow'
  const time = new Date().toISOString()
  return `${JSON.stringify({ level: 'warn', time, service: cleanText(serviceName), dropped, msg })}\n`
}

// A process has one standard output: two writers on it would mix their lines.
let standardOutput: BoundedWriter | null = null

function standardOutputWriter(options: LogOptions): BoundedWriter {
  if (standardOutput) return standardOutput
  const output = openStandardOutput()
  const writer = writerTo(isatty(1) ? prettyDestination(output) : output, options)
  process.once('exit', () => output.writeLast(writer.takeRest()))
  standardOutput = writer
  return writer
}

function prettyDestination(destination: LogDestination): LogDestination {
  const pretty = (text: string) => text.trimEnd().split('\n').map(prettyLine).join('')
  return { write: (text, done) => destination.write(pretty(text), done) }
}
