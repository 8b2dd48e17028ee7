// What is done on a page before it is looked at: some pages are only reached by a form.
import type { Page } from 'playwright-core'
import type { History } from './history.ts'

export type Act = (page: Page) => Promise<void>

const newcomer = {
  firstName: 'Ada',
  lastName: 'Example',
  email: 'ada@people.example',
  password: 'a-long-password-7',
}

/** By the name of the stop. */
export function actsOf({ number, shopperEmail }: History): Readonly<Record<string, Act>> {
  return {
    'sign-up-sent': (page) => sendForm(page, newcomer),
    'forgot-password-sent': (page) => sendForm(page, { email: newcomer.email }),
    tracked: (page) => sendForm(page, { number, email: shopperEmail }),
    'checkout-missing': (page) => sent(page, () => page.locator('#checkout button[value="order"]').click()),
    error: sendNonsense,
    'operator-error': sendNonsense,
  }
}

/** Fills in the page's form and sends it. */
async function sendForm(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  const form = page.locator('main form[method="post"]', { has: page.locator('[name="email"]') })
  for (const [name, value] of Object.entries(typed)) await form.locator(`[name="${name}"]`).fill(value)
  await sent(page, () => form.getByRole('button').click())
}

/** A form that no page of ours has, so that whoever answers it fails: nothing else shows the page for faults. */
function sendNonsense(page: Page): Promise<void> {
  const send = `const form = document.createElement('form')
    form.method = 'post'
    form.enctype = 'text/plain'
    document.body.append(form)
    form.submit()`
  return sent(page, () => page.evaluate(send))
}

async function sent(page: Page, send: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await send()
  await (await answer).finished()
  await page.waitForLoadState('load')
}
