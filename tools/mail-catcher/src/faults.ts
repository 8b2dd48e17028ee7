/** Failures that a test asks for. */
export type Faults = {
  rejectNext: (mails: number) => void
  /** True when the mail at hand is one of those to refuse. */
  takeRejection: () => boolean
  pending: () => { rejectNext: number }
}

export function createFaults(): Faults {
  let rejectNext = 0
  return {
    rejectNext: (mails) => {
      rejectNext = mails
    },
    takeRejection: () => {
      if (rejectNext === 0) return false
      rejectNext--
      return true
    },
    pending: () => ({ rejectNext }),
  }
}
