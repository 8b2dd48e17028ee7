import { createServer } from 'node:net'
import { StartFault } from './say.ts'

const portsTriedMax = 50

/** The wanted port, or a free one for 0. A port that is taken ends the start with the name of its setting. */
export async function claimPort(setting: string, wanted: number, host = '127.0.0.1'): Promise<number> {
  const port = await tryPort(wanted, host)
  // A program on the same port of IPv6 would get what people send to localhost.
  if (port !== undefined && (host !== '127.0.0.1' || (await tryPort(port, '::1')) !== undefined)) return port
  throw new StartFault(`Port ${wanted} is in use. Stop the other program or set ${setting} to a free port.`)
}

/** The wanted port or the next free one. */
export async function nextPort(setting: string, wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + portsTriedMax; port++) {
    const found = await tryPort(port, '127.0.0.1')
    if (found !== undefined) return found
  }
  throw new StartFault(
    `Ports ${wanted} to ${wanted + portsTriedMax - 1} are in use. Set ${setting} to a free port.`,
  )
}

function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else if (error.code === 'EACCES')
        reject(new StartFault(`Port ${port} needs more rights than this user has.`))
      // A machine without IPv6 has nobody there.
      else if (host === '::1') resolve(port)
      else reject(error)
    })
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address()
      const taken = typeof address === 'object' && address !== null ? address.port : port
      probe.close(() => resolve(taken))
    })
  })
}
