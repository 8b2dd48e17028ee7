import { createInterface } from 'node:readline/promises'

/** Where a command writes: its result on one stream, what it is doing on the other. */
export type Terminal = {
  result(text: string): void
  tell(text: string): void
  /** Shows how far the work is; on a screen the line is written over. */
  progress(text: string): void
  /** Asks for a yes; absent where nobody can answer. */
  ask?(question: string): Promise<boolean>
}

const progressSeconds = 5

/** The terminal of this process. Without a screen, progress comes every few seconds only. */
export function terminal(): Terminal {
  let open = false
  let toldAt = 0
  const closeLine = () => {
    if (open) process.stderr.write('\n')
    open = false
  }
  return {
    ...(process.stdin.isTTY ? { ask } : {}),
    result: (text) => {
      closeLine()
      process.stdout.write(`${text}\n`)
    },
    tell: (text) => {
      closeLine()
      process.stderr.write(`${text}\n`)
    },
    progress: (text) => {
      if (process.stderr.isTTY) {
        open = true
        process.stderr.write(`\r\u001b[2K${text}`)
      } else if (Date.now() - toldAt >= progressSeconds * 1000) {
        toldAt = Date.now()
        process.stderr.write(`${text}\n`)
      }
    },
  }
}

async function ask(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim())
  } finally {
    lines.close()
  }
}
