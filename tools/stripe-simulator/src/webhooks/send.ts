import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

const answerMsMax = 20_000

export type Sent = { readonly status: number | null; readonly error: string | null }
export type Sender = { send(url: string, body: string, signature: string): Promise<Sent>; close(): void }

/** Posts webhooks over kept connections; every way it can go wrong comes back as a value. */
export function createSender(connectionsMax: number): Sender {
  const options = { keepAlive: true, maxSockets: connectionsMax }
  const http = new HttpAgent(options)
  const https = new HttpsAgent(options)

  return {
    close() {
      http.destroy()
      https.destroy()
    },
    send: (url, body, signature) =>
      new Promise((resolve) => {
        const secure = url.startsWith('https:')
        const settings = {
          method: 'POST',
          agent: secure ? https : http,
          timeout: answerMsMax,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(body),
            'stripe-signature': signature,
            'user-agent': 'Rialto-Stripe-Simulator/1.0',
          },
        }
        const request = (secure ? httpsRequest : httpRequest)(url, settings, (response) => {
          response.resume()
          response.on('error', (error) => resolve({ status: null, error: error.message }))
          response.on('end', () => resolve({ status: response.statusCode ?? null, error: null }))
        })
        request.on('timeout', () => request.destroy(new Error(`no answer within ${answerMsMax} ms`)))
        request.on('error', (error) => resolve({ status: null, error: error.message }))
        request.end(body)
      }),
  }
}
