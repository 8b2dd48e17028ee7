import { totalmem } from 'node:os'

export type ServerSettings = Record<string, string | number | boolean>

const mebibyte = 1024 * 1024

/**
 * Settings for one small machine that also runs the application. They go on the command line, so a start
 * always runs with these and never with a file that was edited once.
 */
export function serverSettings(options: { fsync: boolean; settings?: ServerSettings }): ServerSettings {
  return {
    listen_addresses: '127.0.0.1',
    // No socket file: its path would have a length limit and could stay behind after a kill.
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: `${sharedBuffersMebibytes()}MB`,
    effective_cache_size: `${Math.floor(usableMemory() / 2 / mebibyte)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    random_page_cost: 1.1,
    // The cores belong to the application too, and containers give little memory to parallel workers.
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    jit: 'off',
    wal_level: 'replica',
    wal_buffers: '16MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    synchronous_commit: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %q%u@%d ',
    log_checkpoints: 'off',
    // Details of an error quote values of rows, and statements may: neither belongs into a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(options.fsync ? { fsync: 'on', full_page_writes: 'on' } : fastAndForgetful),
    ...options.settings,
  }
}

/** A test cluster that a power cut may destroy. */
const fastAndForgetful: ServerSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // Hundreds of short-lived databases would keep the launcher busy.
  autovacuum_naptime: '5min',
}

/** The settings as arguments of the server. */
export function settingArguments(settings: ServerSettings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${String(value)}`])
}

function sharedBuffersMebibytes(): number {
  return Math.max(64, Math.min(256, Math.floor(usableMemory() / 8 / mebibyte)))
}

function usableMemory(): number {
  // A container's limit when there is one; it reads as 0 or as an absurd number when there is none.
  const constrained = process.constrainedMemory()
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
}
