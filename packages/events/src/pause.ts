/** A sleep that others may end early. */
export type Pause = {
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Ends every sleep that runs now; when none runs, the next one. */
  wake(): void
}

/** Makes a sleep that `wake` and a signal can end. */
export function pausing(): Pause {
  const sleepers = new Set<() => void>()
  let isWoken = false
  return {
    sleep: async (ms, signal) => {
      if (isWoken || signal?.aborted) {
        isWoken = false
        return
      }
      await new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', end)
          sleepers.delete(end)
          resolve()
        }
        const timer = setTimeout(end, ms)
        signal?.addEventListener('abort', end, { once: true })
        sleepers.add(end)
      })
    },
    wake: () => {
      if (sleepers.size === 0) isWoken = true
      for (const end of [...sleepers]) end()
    },
  }
}
