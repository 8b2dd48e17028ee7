import { inspect } from 'node:util'
import { describeConfig } from './describe.ts'
import { type ConfigProblem, type Environment, type Families, problemWith, readFamilies } from './families.ts'
import { expectationOf, parseSetting } from './parse.ts'
import { brokenRules, isRequired, type RuleInput } from './rules.ts'
import { type ServiceName, serviceNames } from './service-names.ts'
import type { Setting, ValueOf } from './setting.ts'
import { settings } from './settings.ts'

type Single = (typeof settings)[number]
type MayBeAbsent = null | '<DATABASE_URL>'
type Values = {
  readonly [S in Single as S['field']]: S['default'] extends MayBeAbsent ? ValueOf<S> | null : ValueOf<S>
}

/**
 * The checked settings of a process, frozen. Settings that are absent and have no default are null.
 * Printed or turned into JSON it shows what `describeConfig` shows, so secrets stay out of logs.
 */
export type Config = Omit<Values, 'services'> & { readonly services: readonly ServiceName[] } & Families

/** The configuration, or everything that is wrong with the environment at once. */
export type ReadConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

type Value = string | number | readonly string[] | null

/** Reads the settings from an environment. Nothing else of the product looks at `process.env`. */
export function readConfig(env: Environment): ReadConfigResult {
  const problems: ConfigProblem[] = []
  const values = readValues(env, problems)
  const families = readFamilies(env, problems)
  const services = expandServices(values.get('SERVICES'))
  const input = ruleInput(values, services)
  for (const setting of settings as readonly Setting[]) {
    if (isTextSet(env, setting.name) || !isRequired(setting.requiredWhen, input)) continue
    problems.push(problemWith(setting.name, `is required ${setting.requiredWhen}`, expectationOf(setting)))
  }
  problems.push(...brokenRules(input))
  if (problems.length > 0) return { ok: false, problems }
  const single = Object.fromEntries(settings.map(({ name, field }) => [field, values.get(name) ?? null]))
  return { ok: true, config: seal({ ...single, services, ...families } as unknown as Config) }
}

function readValues(env: Environment, problems: ConfigProblem[]): Map<string, Value> {
  const values = new Map<string, Value>()
  for (const setting of settings as readonly Setting[]) {
    const isSet = isTextSet(env, setting.name)
    const text = isSet ? (env[setting.name] ?? '').trim() : defaultText(setting, values)
    if (text === null) {
      values.set(setting.name, null)
      continue
    }
    const parsed = parseSetting(setting, text)
    values.set(setting.name, parsed.ok ? parsed.value : null)
    // A default is only wrong when the setting it is made of is, and that is said there.
    if (!parsed.ok && isSet) problems.push(problemWith(setting.name, parsed.problem, expectationOf(setting)))
  }
  return values
}

/** An empty text is an absent one: compose files and hosts pass unset variables that way. */
function isTextSet(env: Environment, name: string): boolean {
  return (env[name] ?? '').trim() !== ''
}

function defaultText(setting: Setting, values: ReadonlyMap<string, Value>): string | null {
  const isProduction = values.get('NODE_ENV') === 'production'
  const text = isProduction ? (setting.defaultInProduction ?? setting.default) : setting.default
  const [whole, name] = /<([A-Z_]+)>/.exec(text ?? '') ?? []
  if (text === null || whole === undefined || name === undefined) return text
  const value = values.get(name) ?? null
  return value === null ? null : text.replace(whole, () => String(value))
}

function expandServices(value: Value | undefined): readonly ServiceName[] {
  const named = Array.isArray(value) ? value : []
  return named.includes('all') ? serviceNames : serviceNames.filter((name) => named.includes(name))
}

function ruleInput(values: ReadonlyMap<string, Value>, services: readonly ServiceName[]): RuleInput {
  const text = (name: string) => {
    const value = values.get(name)
    return typeof value === 'string' ? value : null
  }
  return {
    isProduction: text('NODE_ENV') === 'production',
    runsPayments: services.includes('payment-service'),
    demoData: text('DEMO_DATA'),
    stripeSecretKey: text('STRIPE_SECRET_KEY'),
    stripePublishableKey: text('STRIPE_PUBLISHABLE_KEY'),
    stripeApiBase: text('STRIPE_API_BASE'),
  }
}

function seal(config: Config): Config {
  const shown = () => Object.fromEntries(describeConfig(config).map(({ setting, value }) => [setting, value]))
  Object.defineProperty(config, 'toJSON', { value: shown })
  Object.defineProperty(config, inspect.custom, { value: shown })
  return deepFreeze(config)
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner)
  }
  return Object.freeze(value)
}
