import { fork } from 'node:child_process'
import { join } from 'node:path'

/** Starts a bare server that answers every request with these bytes, does the work against it, and stops it. */
export async function withBareServer<T>(text: string, work: (url: string) => Promise<T>): Promise<T> {
  const child = fork(join(import.meta.dirname, '..', 'driver', 'bare-server.ts'))
  try {
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (answer) => resolve(Number(answer)))
      child.once('exit', (code) => reject(new Error(`The bare server ended with ${code}`)))
      child.send(text)
    })
    return await work(`http://127.0.0.1:${port}`)
  } finally {
    child.removeAllListeners('exit')
    child.disconnect()
  }
}
