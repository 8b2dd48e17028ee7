import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export type Look = {
  readonly width?: 390 | 1440
  readonly theme?: 'light' | 'dark'
  readonly hasScript?: boolean
  /** The cookies of a window that was closed. */
  readonly state?: Awaited<ReturnType<BrowserContext['storageState']>> | undefined
}

/** A real Chromium: the one of `CHROMIUM_PATH`, or of the usual places. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
}

export function chromiumPath(): string {
  const path = process.env['CHROMIUM_PATH'] ?? places.find((place) => existsSync(place))
  if (path === undefined)
    throw new Error('There is no Chromium: install the package chromium, or set CHROMIUM_PATH')
  return path
}

/** A visitor's browser window with its own cookies. What goes wrong in its console is kept for the test to look at. */
export async function openWindow(browser: Browser, look: Look = {}): Promise<Window> {
  const { width = 1440, theme = 'light', hasScript = true, state } = look
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 900 },
    colorScheme: theme,
    javaScriptEnabled: hasScript,
    reducedMotion: 'reduce',
    ...(state ? { storageState: state } : {}),
    ...(width === 390 ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${page.url()}: ${message.text()}`)
  })
  return { context, page, problems, close: () => context.close() }
}

export type Window = {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of scripts, refused sources and failed requests. */
  readonly problems: readonly string[]
  close(): Promise<void>
}

export const languages = ['en', 'de', 'ar'] as const
export type Language = (typeof languages)[number]

/** Shows a page in a language: the shop has it in the address, the dashboard keeps it as a preference. */
export async function show(window: Window, url: string, place: { path: string; language: Language }) {
  const { path, language } = place
  if (path.startsWith('/dashboard')) {
    await window.context.addCookies([{ name: 'rialto_dashboard_language', value: language, url }])
    return window.page.goto(url + path)
  }
  return window.page.goto(`${url}${language === 'en' ? '' : `/${language}`}${path}`)
}
