const shareMs = 50

/**
 * A moment, rounded up to a twentieth of a second. Who reads what holds at a moment asks for the same as everybody else
 * of that twentieth, and one read can answer them all. Up, so that what was written a moment ago holds already.
 */
export function sharedMoment(now: Date): Date {
  return new Date(Math.ceil(now.getTime() / shareMs) * shareMs)
}
