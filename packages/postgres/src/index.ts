export {
  type AuditEntry,
  type AuditFilter,
  type AuditRow,
  appendAudit,
  listAudit,
  verifyAudit,
} from './audit.ts'
export { type BatchWriter, BusyError, busyRefusal, createBatchWriter } from './batch-writer.ts'
export { bothWays } from './both-ways.ts'
export { besideSchema, cellSchema, type Database, type DatabaseOptions, openDatabase } from './database.ts'
export { examine } from './doctor/examine.ts'
export { type Finding, findingCodes } from './doctor/finding.ts'
export { type DueJob, type JobRunner, runJobs, scheduleJob } from './jobs.ts'
export { MigrationError, type MigrationReport, type MigrationSource, migrate, schemaHash } from './migrate.ts'
export { type OnceOptions, type OnceOutcome, once, type StoredReply } from './once.ts'
export { classifySqlError, type SqlErrorClass, violatedConstraint } from './sql-errors.ts'
export { statement, statementsOf } from './statement.ts'
export { insideTransaction, type Scope, tenantSql, transact } from './transaction.ts'
