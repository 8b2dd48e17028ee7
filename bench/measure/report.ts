/** What a bench found: the figure beside its target and beside a yardstick of the same run. */
export type Finding = {
  bench: string
  value: number
  unit: string
  target: number | null
  yardstick: string | null
  ratio: number | null
}

/** Prints the finding as the last line. Nobody is failed by a figure: absolute times are noisy. */
export function report(finding: Finding): void {
  process.stdout.write(`${JSON.stringify(finding)}\n`)
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}
