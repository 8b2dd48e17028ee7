import type { BatchOperation, Statement } from './context.ts'
import type { EventType } from './event.ts'
import type { CheckPoint, PointAnswer, Port } from './extension/point.ts'
import type { Consumer, Feature, Job } from './feature.ts'
import type { BookCheck } from './service-state.ts'

/** A service as the composer sees it: its name, what it answers, what it listens to, where its SQL lies. */
export type Service<Ports = unknown> = {
  readonly name: string
  /** The folder that holds `migrations/` and `procedures/`. */
  readonly directory: string
  readonly features: readonly Feature<Ports>[]
  readonly events: readonly EventType[]
  readonly consumers: readonly Consumer<Ports>[]
  readonly jobs: readonly Job<Ports>[]
  readonly operations: readonly BatchOperation<unknown, unknown>[]
  /** Relations that hold events to publish besides the outbox, such as a view over an event stream. */
  readonly outboxes: readonly string[]
  /** Rules of its data that are checked every hour; what was found lies in its table `<name>_check`. */
  readonly checks: readonly BookCheck<Ports>[]
  /** What it counts for operators: rows of `name`, `count`, `oldestSeconds`, `isTrouble`. */
  readonly vitals: Statement | null
  /** Makes the adapters of the service from its settings, once per process. */
  readonly openPorts: (settings: PortSettings) => Promise<Ports & Partial<ClosablePorts>>
  /** Where its use cases ask extensions. */
  readonly points: readonly (CheckPoint | Port)[]
  /** What of it may have fields of extensions; they come to `openPorts` as `customFields`. */
  readonly entities: readonly string[]
  /** What it answers there, when it is an extension. */
  readonly answers: readonly PointAnswer[]
  /** How the names of all its relations and functions must begin; the migration holds an extension to it. */
  readonly tablePrefix?: string
}

export type ClosablePorts = { close(): Promise<void> }

/** What adapters may read: the checked configuration, and nothing of the environment. */
export type PortSettings = { readonly config: Readonly<Record<string, unknown>>; readonly service: string }

/** Lists a service. No logic belongs here. */
export function service<Ports = unknown>(spec: {
  name: string
  directory: string
  features: readonly Feature<Ports>[]
  events?: readonly EventType[]
  consumers?: readonly Consumer<Ports>[]
  jobs?: readonly Job<Ports>[]
  operations?: readonly BatchOperation<unknown, unknown>[]
  outboxes?: readonly string[]
  checks?: readonly BookCheck<Ports>[]
  vitals?: Statement
  openPorts?: (settings: PortSettings) => Promise<Ports & Partial<ClosablePorts>>
  points?: readonly (CheckPoint | Port)[]
  entities?: readonly string[]
  answers?: readonly PointAnswer[]
  tablePrefix?: string
}): Service {
  return {
    name: spec.name,
    directory: spec.directory,
    features: spec.features,
    events: spec.events ?? [],
    consumers: spec.consumers ?? [],
    jobs: spec.jobs ?? [],
    operations: spec.operations ?? [],
    outboxes: spec.outboxes ?? [],
    checks: spec.checks ?? [],
    vitals: spec.vitals ?? null,
    openPorts: spec.openPorts ?? (async () => ({})),
    points: spec.points ?? [],
    entities: spec.entities ?? [],
    answers: spec.answers ?? [],
    ...(spec.tablePrefix ? { tablePrefix: spec.tablePrefix } : {}),
  } as unknown as Service
}
