import { type Gateway, openGateway } from '@rialto/api-gateway'
import type { Config } from '@rialto/config'
import {
  type Endpoint,
  type Log,
  type NamedField,
  type Result,
  type Service,
  serviceActor,
} from '@rialto/core'
import {
  continueTrace,
  createRemoteCall,
  createRuntime,
  createServer,
  type Host,
  type Runtime,
  type WatchOptions,
} from '@rialto/http'
import { createBatchWriter, type JobRunner, runJobs } from '@rialto/postgres'
import { mainTenantId } from '@rialto/tenant-service/contract'
import type { FastifyInstance } from 'fastify'
import { checkDatabase } from './check-database.ts'
import { type Databases, openDatabases } from './databases.ts'
import { watchEventHistory } from './event-history.ts'
import { startEvents } from './events.ts'
import { loadExtensions, namesOfExtensions, withExtensions } from './extensions/load.ts'
import { ensureFirstOperator } from './first-operator.ts'
import { addHealth } from './health.ts'
import { createIdentities, type Keys, loadKeys } from './identities.ts'
import { addPages } from './pages.ts'
import { startRecurring } from './recurring.ts'
import { allServices, eventLags, watch, withReports } from './services.ts'
import { type CallInMain, createTenants, ownersOf } from './tenants.ts'

export type RunningServer = { app: FastifyInstance; url: string; stop(): Promise<void> }

type Identities = ReturnType<typeof createIdentities>
type Parts = {
  config: Config
  log: Log
  /** Those that run in this process. */
  services: readonly Service[]
  /** All of the installation, extensions too, wherever they run. */
  allServices: readonly Service[]
  customFields: readonly NamedField[]
  databases: Databases
}

/** Starts the services that the settings name, in this process: databases, HTTP, events and jobs. */
export async function compose(settings: Config, log: Log): Promise<RunningServer> {
  const extensions = await loadExtensions(settings, allServices)
  const config = withExtensions(settings, extensions)
  const installed = [...allServices, ...extensions.map((one) => withReports(one.service))]
  const services = installed
    .filter((service) => config.services.includes(service.name as never))
    .map((service) => watch.around(service, watchOptions(config)))
  const databases = await openDatabases(config, services, log)
  for (const { database } of databases.all) await checkDatabase(database)
  const keys = await loadKeys(config)
  const customFields = extensions.flatMap((one) => one.fields)
  const parts: Parts = { config, log, services, allServices: installed, customFields, databases }
  const hosts = await openHosts(parts, keys)

  let wake = () => {}
  const { runtime, tenants, identities } = openRuntime(parts, { hosts, keys, published: () => wake() })
  const history = await watchEventHistory(parts)
  const events = await startEvents({ ...parts, contextFor: runtime.contextFor })
  wake = events.wake
  eventLags.open(events.readers)
  await events.ready
  await ensureFirstOperator(config, runtime, log)
  const jobs = startJobs(parts, runtime)
  const recurring = startRecurring({ services, databases, tenants, log })
  const { app, gateway } = await openHttp(parts, { runtime, identities })
  const url = await app.listen({ port: config.port, host: config.host })

  return {
    app,
    url,
    // First nothing new comes in, then what runs ends, then what it needs goes away.
    stop: async () => {
      recurring.stop()
      await app.close()
      await Promise.all(jobs.map((runner) => runner.stop()))
      await events.stop()
      await history.stop()
      await Promise.all(hosts.map((host) => (host.ports as { close?: () => Promise<void> }).close?.()))
      await gateway?.close()
      await databases.close()
    },
  }
}

/** One request in sixteen, by the last digit of its trace: what happens again and again is seen. In tests every one. */
function watchOptions({ nodeEnv }: Config): WatchOptions {
  return nodeEnv === 'test'
    ? { isWatched: () => true, repeatsMax: 1 }
    : { isWatched: (traceId) => traceId.endsWith('0') }
}

async function openHosts(parts: Parts, keys: Keys): Promise<Host[]> {
  const { databases, log } = parts
  const writers = new Map(
    databases.all.map(({ database }) => [database, createBatchWriter({ pool: database.app, log })]),
  )
  const { customFields, allServices } = parts
  const config = { ...parts.config, ...keys, customFields, ...namesOfExtensions(allServices) }
  return Promise.all(
    parts.services.map(async (service) => {
      const database = databases.of(service.name)
      const writer = writers.get(database)
      if (!writer) throw new Error(`${service.name} has no writer`)
      return { service, database, writer, ports: await service.openPorts({ config, service: service.name }) }
    }),
  )
}

function openRuntime(parts: Parts, made: { hosts: readonly Host[]; keys: Keys; published: () => void }) {
  const { config, log, allServices } = parts
  const owners = ownersOf(allServices)
  const from = 'server'
  const callInMain = async (endpoint: Endpoint, input: unknown): Promise<Result<unknown>> => {
    const scope = { tenant: mainTenantId, traceparent: continueTrace(undefined) }
    if (!runtime.has(endpoint)) return callRemote(endpoint, input, { ...scope, from })
    return (await runtime.run(endpoint, input, { ...scope, actor: serviceActor(from) })).result
  }
  const tenants = createTenants({ hostSuffix: config.tenantHostSuffix, call: callInMain as CallInMain })
  const identities = createIdentities(config, made.keys, tenants)
  const callRemote = createRemoteCall({
    addressOf: (endpoint) => addressOf(config, owners.get(endpoint.name)?.service),
    serviceToken: identities.serviceToken,
  })
  const runtime = createRuntime({
    hosts: made.hosts,
    log,
    callRemote,
    published: made.published,
    answers: allServices.flatMap((service) => service.answers),
    checkReplies: config.checkReplies === 'on',
  })
  return { runtime, tenants, identities }
}

function startJobs(parts: Parts, runtime: Runtime): JobRunner[] {
  return parts.databases.all.map(({ database, services }) => {
    const jobs = services.flatMap((service) => service.jobs.map((job) => ({ job, service: service.name })))
    return runJobs({
      pool: database.system,
      kinds: jobs.map(({ job }) => job.kind),
      run: async (due) => {
        const found = jobs.find(({ job }) => job.kind === due.kind)
        if (!found) throw new Error(`No service here runs jobs of kind ${due.kind}`)
        const scope = { tenant: due.tenant, traceparent: continueTrace(undefined) }
        await found.job.run(due, runtime.contextFor(found.service, scope))
      },
      log: parts.log,
    })
  })
}

async function openHttp(parts: Parts, made: { runtime: Runtime; identities: Identities }) {
  const { config, log, databases } = parts
  const { runtime, identities } = made
  const owners = [...ownersOf(parts.allServices).values()]
  const gateway: Gateway | null = config.services.includes('api-gateway')
    ? openGateway({
        config,
        endpoints: owners,
        database: databases.of('api-gateway'),
        serviceToken: identities.serviceToken,
        log,
      })
    : null
  const endpoints = owners
    .map(({ endpoint }) => endpoint)
    // The edge routes to everything but internal endpoints; a service behind it answers for its own only.
    .filter((endpoint) => (gateway ? !endpoint.path.startsWith('/internal/') : runtime.has(endpoint)))
  const app = createServer({
    runtime,
    authentication: identities.authentication,
    endpoints,
    log,
    trustedProxies: config.trustedProxies,
    ...(gateway ? { guard: gateway.guard, forward: gateway.forward } : {}),
  })
  addHealth(app, databases)
  if (gateway) {
    const pages = await addPages(app, config)
    await gateway.install(app, { leadsToDocs: !pages.includes('web') })
    if (pages.length === 0) log.warn('there are no pages: npm run build makes them')
  }
  return { app, gateway }
}

function addressOf(config: Config, service: string | undefined): string {
  const url = config.serviceUrls[service as keyof Config['serviceUrls']]
  if (!url) throw new Error(`Nothing says where ${service} runs: set its _URL`)
  return url.replace(/\/$/, '')
}
