/** Ends a command with a sentence: 2 when it was called wrongly, 1 when it could not be done. */
export type Stop = Error & { readonly exitCode: 1 | 2 }

export function stop(sentence: string, exitCode: 1 | 2 = 1): Stop {
  return Object.assign(new Error(sentence), { exitCode })
}

export function isStop(error: unknown): error is Stop {
  return error instanceof Error && 'exitCode' in error
}
