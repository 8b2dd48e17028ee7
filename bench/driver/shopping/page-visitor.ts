import { type Agent, request } from 'node:http'

const timeoutMs = 60_000
const redirectsMax = 4

export type PageAnswer = { readonly status: number; readonly path: string; readonly text: string }
export type PageVisitor = {
  /** Reads a page, and follows where it leads. */
  open(path: string): Promise<PageAnswer>
  /** Sends a form of the page at this address, and follows where it leads. */
  send(path: string, fields: Readonly<Record<string, string>>): Promise<PageAnswer>
}
type Sent = PageAnswer & { readonly location: string | undefined; readonly cookies: readonly string[] }

/** A browser without script, as far as the server sees it: cookies, forms and redirects. Pictures are not fetched. */
export function openVisitor(url: string, agent: Agent): PageVisitor {
  const cookies = new Map<string, string>()
  const { hostname, port, origin } = new URL(url)
  const sendOnce = (method: 'GET' | 'POST', path: string, body?: string): Promise<Sent> =>
    new Promise((resolve, reject) => {
      const headers: Record<string, string> = { accept: 'text/html' }
      if (cookies.size > 0)
        headers['cookie'] = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      if (body !== undefined) {
        headers['content-type'] = 'application/x-www-form-urlencoded'
        headers['origin'] = origin
      }
      const asked = request(
        { agent, hostname, port, method, path, headers, timeout: timeoutMs },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.once('error', reject)
          answer.once('end', () => {
            const text = Buffer.concat(chunks).toString()
            const { location, 'set-cookie': set = [] } = answer.headers
            resolve({ status: answer.statusCode ?? 0, path, text, location, cookies: set })
          })
        },
      )
      asked.once('timeout', () => asked.destroy(new Error(`${method} ${path} was not answered in time`)))
      asked.once('error', reject)
      asked.end(body)
    })
  const follow = async (sent: Sent): Promise<PageAnswer> => {
    let answer = sent
    for (let n = 0; ; n += 1) {
      for (const cookie of answer.cookies) keep(cookies, cookie)
      if (answer.location === undefined) return checked(answer)
      if (n === redirectsMax) throw new Error(`${sent.path} leads on and on`)
      answer = await sendOnce('GET', new URL(answer.location, url + answer.path).href.slice(origin.length))
    }
  }
  return {
    open: async (path) => follow(await sendOnce('GET', path)),
    send: async (path, fields) =>
      follow(await sendOnce('POST', path, new URLSearchParams(fields).toString())),
  }
}

function keep(cookies: Map<string, string>, header: string): void {
  const [pair = ''] = header.split(';')
  const at = pair.indexOf('=')
  if (/max-age=0/i.test(header)) cookies.delete(pair.slice(0, at))
  else cookies.set(pair.slice(0, at), pair.slice(at + 1))
}

function checked(answer: PageAnswer): PageAnswer {
  if (answer.status < 400) return answer
  const alert = /role="alert"[\s\S]{0,400}/.exec(answer.text)?.[0] ?? answer.text.slice(0, 300)
  throw new Error(`${answer.path} answered ${answer.status}: ${alert}`)
}

const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#x27;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
}

/** What a hidden field of a page says. */
export function hiddenField({ text, path }: PageAnswer, name: string): string {
  const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(text)
  if (!found) throw new Error(`The page ${path} has no field ${name}`)
  return (found[1] ?? '').replace(/&(quot|#x27|lt|gt|amp);/g, (entity) => entities[entity] ?? entity)
}
