/** How long things of an account last, and how many there may be. */
export const accessTokenSeconds = 15 * 60
export const guestTokenSeconds = 24 * 60 * 60
/** A session ends when nobody used it for this long … */
export const sessionIdleSeconds = 30 * 24 * 60 * 60
/** … and at the latest after this. */
export const sessionLifeSeconds = 90 * 24 * 60 * 60
/** Two tabs that exchange the same refresh token within this time get the same successor. */
export const rotationGraceSeconds = 10
export const sessionsMax = 50

export const linkSeconds = {
  verify_email: 48 * 60 * 60,
  reset_password: 60 * 60,
  account_exists: 24 * 60 * 60,
} as const
/** Mails of one kind to one account: at least this far apart, and at most so many a day. */
export const mailGapSeconds = 60
export const mailsPerDayMax = 5

/** Failed sign-ins that cost no wait; each further one doubles it, from one second on. */
export const freeAttempts = 10
export const waitSecondsMax = 300

export const addressesMax = 50
/** What is over is kept this long, so that a late second use is still recognised. */
export const keptDays = 30
