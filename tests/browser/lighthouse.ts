// npm run lighthouse [address]: the figures of the shop's pages on a phone, by Lighthouse, on the demo marketplace.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import lighthouse, { type RunnerResult } from 'lighthouse'
import { chromiumPath } from './open-browser.ts'
import { openShop } from './shop.ts'
import { findPlaces } from './tour.ts'

const port = 9_333
const kilobyte = 1_024
const runsEach = 3

const given = process.argv[2]
const shop = given === undefined ? await openShop({ CHECK_REPLIES: 'off' }) : null
const url = given ?? shop?.url ?? ''
const folder = mkdtempSync(join(tmpdir(), 'rialto-lighthouse-'))
const chromium = spawn(
  chromiumPath(),
  [
    '--headless=new',
    '--no-sandbox',
    `--remote-debugging-port=${port}`,
    `--user-data-dir=${folder}`,
    'about:blank',
  ],
  { stdio: 'ignore' },
)
try {
  await untilListening()
  const places = await findPlaces(url)
  for (const [name, path] of Object.entries(places)) {
    process.stdout.write(`${describe(name, await measure(path))}\n`)
  }
} finally {
  chromium.kill()
  await new Promise((resolve) => chromium.once('exit', resolve))
  rmSync(folder, { recursive: true, force: true })
  await shop?.stop()
}

/** The run in the middle: one alone tells as much of what else the machine did as of the page. */
async function measure(path: string): Promise<RunnerResult> {
  const results: RunnerResult[] = []
  for (let run = 0; run < runsEach; run += 1) {
    const result = await lighthouse(`${url}${path}`, { port, output: 'json', logLevel: 'error' })
    if (!result) throw new Error(`Lighthouse said nothing of ${path}`)
    results.push(result)
  }
  results.sort((left, right) => performanceOf(left) - performanceOf(right))
  return results[runsEach >> 1] as RunnerResult
}

function performanceOf({ lhr }: RunnerResult): number {
  return lhr.categories['performance']?.score ?? 0
}

function describe(name: string, { lhr }: RunnerResult): string {
  const score = (category: string) => Math.round((lhr.categories[category]?.score ?? 0) * 100)
  const value = (audit: string) => lhr.audits[audit]?.numericValue ?? 0
  const requests = (lhr.audits['network-requests']?.details as { items?: Request[] } | undefined)?.items ?? []
  const script = requests
    .filter((one) => one.resourceType === 'Script')
    .reduce((sum, one) => sum + one.transferSize, 0)
  const all = requests.reduce((sum, one) => sum + one.transferSize, 0)
  return [
    name.padEnd(10),
    `performance ${score('performance')}`,
    `accessibility ${score('accessibility')}`,
    `best practices ${score('best-practices')}`,
    `SEO ${score('seo')}`,
    `LCP ${Math.round(value('largest-contentful-paint'))} ms`,
    `CLS ${value('cumulative-layout-shift').toFixed(3)}`,
    `blocked ${Math.round(value('total-blocking-time'))} ms`,
    `script ${(script / kilobyte).toFixed(1)} KB`,
    `all ${Math.round(all / kilobyte)} KB`,
  ].join('  ')
}

type Request = { resourceType: string; transferSize: number }

async function untilListening(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/json/version`).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await pause(100)
  }
  throw new Error(`Chromium does not listen on ${port}`)
}
