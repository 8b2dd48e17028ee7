import type { Say } from '../texts.ts'

/** A device as the API names it, in the page's language: `Firefox on Windows`, one of both, or `Unknown device`. */
export function deviceText(device: string, say: Say): string {
  if (device === 'Unknown device') return say('account.sessions.unknownDevice')
  const [browser = '', system = '', ...more] = device.split(' on ')
  if (browser === '' || system === '' || more.length > 0) return device
  return say('account.sessions.device', { browser, system })
}
