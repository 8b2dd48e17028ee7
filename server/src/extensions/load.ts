import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Config, ServiceName } from '@rialto/config'
import type { Extension, Service } from '@rialto/core'
import { StartError } from '../start-error.ts'
import { foreignTables } from './foreign-tables.ts'

/** The name of all extensions together in SERVICES, DATABASE_URL_EXTENSIONS and EXTENSIONS_SERVICE_URL. */
const together: ServiceName = 'extensions'

/**
 * Loads the extensions that EXTENSIONS names. Every process loads all of them, because all know the endpoints of all;
 * only where `extensions` is among the SERVICES do they run. One that cannot be used stops the start.
 */
export async function loadExtensions(config: Config, services: readonly Service[]): Promise<Extension[]> {
  const loaded: Extension[] = []
  for (const name of new Set(config.extensions)) {
    const problem = (sentences: string) =>
      new StartError(`The extension ${name} cannot be used. ${sentences} Or take ${name} out of EXTENSIONS.`)
    const directory = resolve(config.extensionsDirectory, name)
    const one = await load(name, directory, problem)
    const problems = [
      ...one.problems,
      ...nameProblems(one, services),
      ...pointProblems(one, services),
      ...entityProblems(one, services),
      ...providerProblems(one, loaded),
      ...(await foreignTables(one, directory, services)),
    ]
    if (problems.length > 0) throw problem(problems.join(' '))
    loaded.push(one)
  }
  return loaded
}

/** The configuration in which each extension has the place that the settings give to all of them. */
export function withExtensions(config: Config, extensions: readonly Extension[]): Config {
  const names = extensions.map((one) => one.service.name)
  const each = <T>(value: T | undefined) =>
    value === undefined ? {} : Object.fromEntries(names.map((name) => [name, value]))
  return {
    ...config,
    services: config.services.includes(together)
      ? [...config.services, ...(names as ServiceName[])]
      : config.services,
    databaseUrls: { ...config.databaseUrls, ...each(config.databaseUrls[together]) },
    serviceUrls: { ...config.serviceUrls, ...each(config.serviceUrls[together]) },
  }
}

/** What the services are told that ask every service the same thing: audit entries, parked streams, the doctor. */
export function namesOfExtensions(services: readonly Service[]) {
  const extensions = services.filter((service) => service.tablePrefix !== undefined)
  return {
    extensionServices: extensions.map((one) => one.name),
    subscribingExtensions: extensions.filter((one) => one.consumers.length > 0).map((one) => one.name),
  }
}

async function load(
  name: string,
  directory: string,
  problem: (sentences: string) => StartError,
): Promise<Extension> {
  const file = join(directory, 'extension.ts')
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  if (!isThere) throw problem(`There is no ${file}. Make it, or set EXTENSIONS_DIRECTORY.`)
  let module: { default?: Partial<Extension> }
  try {
    module = await import(pathToFileURL(file).href)
  } catch (error) {
    throw problem(`${file} cannot be loaded: ${String(error)}. Correct it.`)
  }
  const made = module.default
  if (!made?.service || !made.answers || !made.fields || !made.problems) {
    throw problem(`${file} exports no extension. Write "export default extension({ … })".`)
  }
  if (made.name !== name) throw problem(`It calls itself "${made.name}". Name it as its folder is named.`)
  return made as Extension
}

/** An extension may not take names or paths that the product has. */
function nameProblems({ name }: Extension, services: readonly Service[]): string[] {
  const taken = services.some((service) =>
    service.features.some(
      ({ endpoint }) => endpoint.name.startsWith(`${name}.`) || endpoint.path.startsWith(`/api/${name}/`),
    ),
  )
  return taken ? [`The product has endpoints of the name "${name}". Rename it.`] : []
}

/** A check or provider at a point that nobody asks would never run, without a word. */
function pointProblems({ answers }: Extension, services: readonly Service[]): string[] {
  const points = services.flatMap((service) => service.points)
  return answers
    .filter(({ kind, point }) => !points.some((one) => one.kind === kind && one.name === point))
    .map(({ kind, point }) => {
      const known = points.filter((one) => one.kind === kind).map((one) => one.name)
      const what = kind === 'check' ? 'check point' : 'port'
      return `There is no ${what} "${point}". Use one of ${known.join(', ')}.`
    })
}

function entityProblems({ fields }: Extension, services: readonly Service[]): string[] {
  const known = services.flatMap((service) => service.entities)
  return fields
    .filter(({ entity }) => !known.includes(entity))
    .map(({ key, entity }) => `The field "${key}" is of "${entity}". Use one of ${known.join(', ')}.`)
}

function providerProblems({ answers }: Extension, loaded: readonly Extension[]): string[] {
  const ports = answers.filter((one) => one.kind === 'port').map((one) => one.point)
  const twice = ports.filter((port, index) => ports.indexOf(port) !== index)
  const others = loaded.flatMap((one) =>
    one.answers
      .filter(({ kind, point }) => kind === 'port' && ports.includes(point))
      .map(({ point }) => `The port "${point}" is answered by ${one.name} already. Choose one of the two.`),
  )
  return [...twice.map((port) => `It answers the port "${port}" twice. Choose one.`), ...others]
}
