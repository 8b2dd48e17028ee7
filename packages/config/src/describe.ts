import type { Config } from './config.ts'
import { familyRows } from './families.ts'
import { rateLimitPlanNames, rateLimitSetting } from './rate-limit-plans.ts'
import { databaseUrlSetting, serviceNames, serviceUrlSetting } from './service-names.ts'
import type { Setting } from './setting.ts'
import { settings } from './settings.ts'

/** One row of the documents on settings. */
export type SettingRow = {
  readonly name: string
  readonly kind: string
  /** The default as text, or null; `<NAME>` in it stands for another setting. */
  readonly default: string | null
  readonly defaultInProduction: string | null
  readonly requiredWhen: string | null
  readonly description: string
}

/** Every setting of the product, for the documents and `rialto config show`. */
export function settingsTable(): SettingRow[] {
  const single = (settings as readonly Setting[]).map((setting) => ({
    name: setting.name,
    kind: setting.kind,
    default: setting.default === '' ? null : setting.default,
    defaultInProduction: setting.defaultInProduction ?? null,
    requiredWhen: setting.requiredWhen ?? null,
    description: setting.description,
  }))
  return [...single, ...familyRows.map((row) => ({ ...row, defaultInProduction: null, requiredWhen: null }))]
}

/** The table of settings as Markdown. */
export function settingsMarkdown(): string {
  const cell = (text: string | null) => (text ?? '').replaceAll('|', '\\|')
  const code = (text: string | null) => (text === null ? '' : `\`${text}\``)
  const rows = settingsTable().map((row) => {
    const isRequired = row.requiredWhen ? `Required ${row.requiredWhen}. ` : ''
    const inProduction = row.defaultInProduction ? `, in production ${code(row.defaultInProduction)}` : ''
    return `| ${code(row.name)} | ${row.kind} | ${cell(code(row.default) + inProduction)} | ${cell(isRequired + row.description)} |`
  })
  return ['| setting | kind | default | what it is |', '|---|---|---|---|', ...rows, ''].join('\n')
}

/** The settings of a process as text, in the order of the table. Secrets and passwords are not shown. */
export function describeConfig(config: Config): { setting: string; value: string }[] {
  const values: Readonly<Record<string, unknown>> = config
  const single = (settings as readonly Setting[]).map((setting) => ({
    setting: setting.name,
    value: shownValue(setting, values[setting.field]),
  }))
  const families = serviceNames.flatMap((service) => [
    ...shownUrl(databaseUrlSetting(service), config.databaseUrls[service]),
    ...shownUrl(serviceUrlSetting(service), config.serviceUrls[service]),
  ])
  const limits = rateLimitPlanNames.map((plan) => {
    const { max, windowSeconds } = config.rateLimits[plan]
    return { setting: rateLimitSetting(plan), value: `${max}/${windowSeconds}` }
  })
  return [...single, ...families, ...limits]
}

function shownValue(setting: Setting, value: unknown): string {
  if (value === null || value === undefined) return 'not set'
  if (setting.kind === 'secret') return 'set, not shown'
  if (setting.kind === 'url') return maskUrl(String(value))
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',')
  return String(value)
}

function shownUrl(setting: string, url: string | undefined): { setting: string; value: string }[] {
  return url === undefined ? [] : [{ setting, value: maskUrl(url) }]
}

/** The address without what lets one in: the password, and parameters that are named like one. */
function maskUrl(text: string): string {
  const url = new URL(text)
  if (url.password !== '') url.password = '***'
  for (const name of [...url.searchParams.keys()]) {
    if (/pass|key|secret|token/i.test(name)) url.searchParams.set(name, '***')
  }
  return url.href === `${text}/` ? text : url.href
}
