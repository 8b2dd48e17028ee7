import type { Wire } from '@rialto/testing'
import { openLeanWire } from './lean-wire.ts'

/** Sends each request to the next of these servers, as a plain balancer in front of them does. */
export function openTurns(urls: readonly string[], connectionsMax: number): Wire {
  const wires = urls.map((url) => openLeanWire(url, connectionsMax))
  let requests = 0
  const next = () => {
    requests += 1
    const wire = wires[requests % wires.length]
    if (!wire) throw new Error('Turns need a server')
    return wire
  }
  return {
    url: urls[0] ?? '',
    send: (method, path, options) => next().send(method, path, options),
    ask: (method, path, options) => next().ask(method, path, options),
  }
}
