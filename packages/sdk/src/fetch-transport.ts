import type { Transport } from './client.ts'

const deadlineMsDefault = 10_000
/** As long as an endpoint may read a file. */
const uploadDeadlineMs = 3_600_000

/** Reaches the API at an address such as `https://shop.example`. */
export function fetchTransport(base: string, deadlineMs = deadlineMsDefault): Transport {
  return async ({ method, path, headers, body, content }) => {
    const response = await fetch(base.replace(/\/$/, '') + path, {
      method,
      headers,
      signal: AbortSignal.timeout(content ? uploadDeadlineMs : deadlineMs),
      ...(body === undefined ? {} : { body }),
      ...(content ? { body: content, duplex: 'half' as const } : {}),
    })
    return { status: response.status, text: await response.text() }
  }
}
