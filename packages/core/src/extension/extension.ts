import type { EventType } from '../event.ts'
import type { Consumer, Feature, Job } from '../feature.ts'
import { type Service, service } from '../service.ts'
import { type Check, type Provider, placeCheck, placeProvider } from './answers.ts'
import { type CustomField, fieldProblems, type NamedField } from './field.ts'
import type { PointAnswer } from './point.ts'

/** What an extension brings. Everything but its name and folder may be missing. */
export type ExtensionSpec = {
  /** One lower-case word; paths, events, jobs, cursors and tables begin with it. */
  readonly name: string
  /** The folder that holds `migrations/` and `procedures/`: `import.meta.dirname`. */
  readonly directory: string
  readonly endpoints?: readonly Feature[]
  readonly subscribers?: readonly Consumer[]
  readonly checks?: readonly Check[]
  readonly providers?: readonly Provider[]
  readonly fields?: readonly CustomField[]
  readonly events?: readonly EventType[]
  readonly jobs?: readonly Job[]
}

/** A service that was made of an extension, with what it answers in the use cases of others. */
export type Extension = {
  readonly name: string
  readonly service: Service
  readonly answers: readonly PointAnswer[]
  readonly fields: readonly NamedField[]
  /** Why it cannot be used: sentences that say what to do. */
  readonly problems: readonly string[]
}

const nameForm = /^[a-z][a-z0-9]{1,23}$/

/** Declares an extension. It is a service like the others: own tables, own cursor, own place in the shape apart. */
export function extension(spec: ExtensionSpec): Extension {
  const { name, directory, endpoints = [], subscribers = [], checks = [], providers = [] } = spec
  const placed = [
    ...checks.map((one) => placeCheck(name, one)),
    ...providers.map((one) => placeProvider(name, one)),
  ]
  const made = service({
    name: `${name}-extension`,
    directory,
    features: [...endpoints, ...placed.map((one) => one.feature)],
    consumers: subscribers,
    events: spec.events ?? [],
    jobs: spec.jobs ?? [],
    tablePrefix: tablePrefixOf(name),
    answers: placed.map((one) => one.answer),
  })
  const fields = (spec.fields ?? []).map((one) => ({ ...one, name: `${name}.${one.key}` }))
  return { name, service: made, answers: made.answers, fields, problems: problemsOf(spec) }
}

/** The tables, views, indexes and functions of an extension begin so, which no service's do. */
export function tablePrefixOf(name: string): string {
  return `ext_${name}_`
}

function problemsOf(spec: ExtensionSpec): string[] {
  const { name, endpoints = [], subscribers = [], checks = [] } = spec
  if (!nameForm.test(name)) {
    return [`The name "${name}" must be one word of 2 to 24 lower-case letters and digits. Rename it.`]
  }
  const begins = (what: string, names: readonly string[], beginning: string) =>
    names
      .filter((one) => !one.startsWith(beginning))
      .map((one) => `The ${what} "${one}" must begin with "${beginning}". Rename it.`)
  const paths = endpoints.map(({ endpoint }) => endpoint.path)
  return [
    ...begins('endpoint', nameList(endpoints), `${name}.`),
    ...paths
      .filter((path) => !path.startsWith(`/api/${name}/`) && !path.startsWith(`/internal/${name}/`))
      .map((path) => `The path "${path}" must begin with "/api/${name}/". Move it.`),
    ...begins(
      'subscriber',
      subscribers.map((one) => one.name),
      `${name}.`,
    ),
    ...begins(
      'event',
      (spec.events ?? []).map((one) => one.type),
      `${name}.`,
    ),
    ...begins(
      'job',
      (spec.jobs ?? []).map((one) => one.kind),
      `${name}.`,
    ),
    ...fieldProblems(spec.fields ?? []),
    ...checks
      .filter((one) => !/^[a-z][a-z0-9_]*$/.test(one.name))
      .map((one) => `The check "${one.name}" must be named in lower-case letters. Rename it.`),
    ...checks
      .filter((one) => !(one.timeLimitMs >= 1 && one.timeLimitMs <= 5_000))
      .map((one) => `The check "${one.name}" must end within 5,000 ms. Lower its timeLimitMs.`),
  ]
}

function nameList(features: readonly Feature[]): string[] {
  return features.map(({ endpoint }) => endpoint.name)
}
