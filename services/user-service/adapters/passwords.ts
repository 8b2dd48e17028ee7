import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { ok, refuse } from '@rialto/core'
import type { Passwords } from '../model/ports.ts'

/** Cost of one hash: `n` × `r` × 128 bytes of memory, `p` times. */
export type Cost = { n: number; r: number; p: number }

export const strongCost: Cost = { n: 2 ** 15, r: 8, p: 3 }
/** For tests only: a hash in a millisecond. */
export const testCost: Cost = { n: 2 ** 10, r: 8, p: 1 }

const atOnceMax = 2
const waitingMax = 24
const saltBytes = 16
const hashBytes = 32

/**
 * Hashes passwords with scrypt in the threads of Node. Two at once leave threads for everything else; who comes when
 * the queue is full is told so, instead of waiting behind a flood.
 */
export function createPasswords(cost: Cost): Passwords {
  const queue = boundedQueue()
  // Compared with when there is no account: the work is the same as for one.
  const nobody = format(cost, randomBytes(saltBytes), randomBytes(hashBytes))
  return {
    hash: async (password) => {
      const salt = randomBytes(saltBytes)
      const hash = await queue(() => derive(password, salt, cost))
      return hash ? ok(format(cost, salt, hash)) : busy
    },
    matches: async (password, stored) => {
      const { cost: storedCost, salt, hash } = parse(stored ?? nobody)
      const derived = await queue(() => derive(password, salt, storedCost))
      return derived ? ok(timingSafeEqual(derived, hash) && stored !== null) : busy
    },
    isCurrent: (stored) => stored.startsWith(prefix(cost)),
  }
}

const busy = refuse('BUSY', 'Many people are signing in. Try again in a moment')

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const options: ScryptOptions = { N: cost.n, r: cost.r, p: cost.p, maxmem: 256 * cost.n * cost.r }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

function prefix(cost: Cost): string {
  return `scrypt$${cost.n}$${cost.r}$${cost.p}$`
}

function format(cost: Cost, salt: Buffer, hash: Buffer): string {
  return `${prefix(cost)}${salt.toString('base64url')}$${hash.toString('base64url')}`
}

function parse(stored: string) {
  const [name, n, r, p, salt, hash] = stored.split('$')
  if (name !== 'scrypt' || !salt || !hash) throw new Error('A stored password hash is not one of ours')
  return {
    cost: { n: Number(n), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  }
}

/** Runs work at most `atOnceMax` at a time; undefined when too many wait already. */
function boundedQueue() {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (running >= atOnceMax) {
      if (waiting.length >= waitingMax) return undefined
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      // The place goes straight to the next in line: nobody can take it in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
