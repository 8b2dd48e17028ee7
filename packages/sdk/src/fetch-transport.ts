import type { Transport } from './client.ts'

const deadlineMsDefault = 10_000

/** Reaches the API at an address such as `https://shop.example`. */
export function fetchTransport(base: string, deadlineMs = deadlineMsDefault): Transport {
  return async ({ method, path, headers, body }) => {
    const response = await fetch(base.replace(/\/$/, '') + path, {
      method,
      headers,
      signal: AbortSignal.timeout(deadlineMs),
      ...(body === undefined ? {} : { body }),
    })
    return { status: response.status, text: await response.text() }
  }
}
