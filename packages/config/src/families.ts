import { parseUrl, urlExpectation } from './parse.ts'
import {
  type RateLimit,
  type RateLimitPlan,
  rateLimitPlanNames,
  rateLimitPlans,
  rateLimitSetting,
} from './rate-limit-plans.ts'
import { databaseUrlSetting, type ServiceName, serviceNames, serviceUrlSetting } from './service-names.ts'

/** The environment as a program sees it. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What is wrong with a setting, and what to do; two sentences that never quote a value. */
export type ConfigProblem = { readonly setting: string; readonly problem: string; readonly fix: string }

/** Settings that exist once for each service or plan. */
export type Families = {
  readonly databaseUrls: Readonly<Partial<Record<ServiceName, string>>>
  readonly serviceUrls: Readonly<Partial<Record<ServiceName, string>>>
  readonly rateLimits: Readonly<Record<RateLimitPlan, RateLimit>>
}

const databaseProtocols = ['postgres:', 'postgresql:']
const serviceProtocols = ['http:', 'https:']

/** The families as the documents show them, one row each. */
export const familyRows = [
  {
    name: 'DATABASE_URL_<SERVICE>',
    kind: 'url',
    default: '<DATABASE_URL>',
    description: 'Database of one service, such as DATABASE_URL_ORDER_SERVICE.',
  },
  {
    name: '<NAME>_SERVICE_URL',
    kind: 'url',
    default: null,
    description: 'Address of a service that runs in another process, such as USER_SERVICE_URL.',
  },
  ...rateLimitPlanNames.map((plan) => ({
    name: rateLimitSetting(plan),
    kind: 'rate',
    default: rateLimitPlans[plan].default,
    description: `At most \`<max>/<windowSeconds>\` requests: ${rateLimitPlans[plan].description}.`,
  })),
]

/** Reads the families; what is wrong is added to the problems. */
export function readFamilies(env: Environment, problems: ConfigProblem[]): Families {
  const urlsBy = (settingOf: (service: ServiceName) => string, protocols: readonly string[]) => {
    const urls: Partial<Record<ServiceName, string>> = {}
    for (const service of serviceNames) {
      const name = settingOf(service)
      const text = env[name]?.trim()
      if (!text) continue
      const parsed = parseUrl(text, protocols)
      if (parsed.ok) urls[service] = String(parsed.value)
      else problems.push(problemWith(name, parsed.problem, urlExpectation(protocols)))
    }
    return urls
  }
  return {
    databaseUrls: urlsBy(databaseUrlSetting, databaseProtocols),
    serviceUrls: urlsBy(serviceUrlSetting, serviceProtocols),
    rateLimits: readRateLimits(env, problems),
  }
}

function readRateLimits(env: Environment, problems: ConfigProblem[]): Record<RateLimitPlan, RateLimit> {
  for (const name of Object.keys(env)) {
    if (
      !name.startsWith('RATE_LIMIT_') ||
      rateLimitPlanNames.some((plan) => rateLimitSetting(plan) === name)
    ) {
      continue
    }
    // A misspelt limit would leave the default in force without a word.
    const known = rateLimitPlanNames.map(rateLimitSetting).join(', ')
    problems.push({ setting: name, problem: `${name} names no plan.`, fix: `Use one of ${known}.` })
  }
  const limits = rateLimitPlanNames.map((plan) => {
    const name = rateLimitSetting(plan)
    const limit = parseRateLimit(env[name]?.trim() || rateLimitPlans[plan].default)
    if (!limit) problems.push(problemWith(name, 'is not a limit', '<max>/<windowSeconds>, such as 100/900'))
    return [plan, limit ?? parseRateLimit(rateLimitPlans[plan].default)] as const
  })
  return Object.fromEntries(limits) as Record<RateLimitPlan, RateLimit>
}

function parseRateLimit(text: string): RateLimit | null {
  const match = /^([1-9]\d{0,8})\/([1-9]\d{0,5})$/.exec(text)
  return match ? { max: Number(match[1]), windowSeconds: Number(match[2]) } : null
}

/** A problem with one setting as two sentences. */
export function problemWith(setting: string, problem: string, expects: string): ConfigProblem {
  return { setting, problem: `${setting} ${problem}.`, fix: `Set ${setting} to ${expects}.` }
}
