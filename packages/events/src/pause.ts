/** A sleep that others may end early. */
export type Pause = {
  /** True when somebody ended it. */
  sleep(ms: number, signal?: AbortSignal): Promise<boolean>
  /** Ends every sleep that runs now; when none runs, the next one. */
  wake(): void
  /** Lets the next sleep last, though somebody woke us before it. True when somebody did. */
  forget(): boolean
}

/** Makes a sleep that `wake` and a signal can end. */
export function pausing(): Pause {
  const sleepers = new Set<() => void>()
  let isWoken = false
  return {
    sleep: async (ms, signal) => {
      if (isWoken || signal?.aborted) {
        const wasWoken = isWoken
        isWoken = false
        return wasWoken
      }
      return new Promise<boolean>((resolve) => {
        const end = (wasWoken: boolean) => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', stop)
          sleepers.delete(wake)
          resolve(wasWoken)
        }
        const stop = () => end(false)
        const wake = () => end(true)
        const timer = setTimeout(stop, ms)
        signal?.addEventListener('abort', stop, { once: true })
        sleepers.add(wake)
      })
    },
    wake: () => {
      if (sleepers.size === 0) isWoken = true
      for (const wake of [...sleepers]) wake()
    },
    forget: () => {
      const wasWoken = isWoken
      isWoken = false
      return wasWoken
    },
  }
}
