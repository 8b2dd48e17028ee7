export type Say = (line: string) => void

/** Lines for the person in front of the terminal; a terminal that is gone is no reason to stop in disorder. */
export function createSay(): Say {
  process.stdout.on('error', stayQuiet)
  process.stderr.on('error', stayQuiet)
  return (line) => process.stdout.write(`rialto: ${line}\n`)
}

/** Something that ends the start, said in one sentence. */
export class StartFault extends Error {}

/** `0.4 s`, `12 s`. */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`
}

function stayQuiet(): void {}
