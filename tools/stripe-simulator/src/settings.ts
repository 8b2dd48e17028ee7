/** How a simulator is started; every field has a default that suits a laptop. */
export type SimulatorSettings = {
  /** 0 takes a free port. */
  port?: number | undefined
  host?: string | undefined
  /** Where browsers reach the simulator, when that is not its own address; challenge pages are linked there. */
  publicUrl?: string | undefined
  /** Where every operation is written before it is answered. Without it nothing survives the process. */
  journalFile?: string | undefined
  /** An endpoint that receives events without being created over the API. */
  webhookUrl?: string | undefined
  /** The types of events that it receives, or their prefixes such as `refund.*`; without them, all. */
  webhookEvents?: readonly string[] | undefined
  webhookSecret?: string | undefined
  secretKey?: string | undefined
  publishableKey?: string | undefined
  /** Requests a second and operation; four times as many for all operations together. */
  budgetPerSecond?: number | 'unlimited' | undefined
  /** Origins that may embed the card frame, such as `http://localhost:3000`. */
  allowedFrameOrigins?: readonly string[] | undefined
  /** The same seed and the same operations give the same ids. */
  seed?: number | undefined
  /** Virtual milliseconds until an automatic charge shows its balance transaction. */
  settleDelayMs?: number | undefined
  /** Wait before the first retry of a webhook; doubled by each further one, up to a minute. */
  webhookRetryMs?: number | undefined
}

export type Settings = {
  readonly host: string
  readonly webhookUrl: string | undefined
  readonly webhookEvents: readonly string[]
  readonly webhookSecret: string | undefined
  readonly secretKey: string
  readonly publishableKey: string
  readonly allowedFrameOrigins: readonly string[]
  readonly settleDelayMs: number
  readonly webhookRetryMs: number
}

export const defaultBudgetPerSecond = 25

/** Fills in what was left open. */
export function settingsFrom(given: SimulatorSettings): Settings {
  return {
    host: given.host ?? '127.0.0.1',
    webhookUrl: given.webhookUrl,
    webhookEvents: given.webhookEvents ?? ['*'],
    webhookSecret: given.webhookSecret,
    secretKey: given.secretKey ?? 'sk_test_rialto',
    publishableKey: given.publishableKey ?? 'pk_test_rialto',
    allowedFrameOrigins: given.allowedFrameOrigins ?? ['http://localhost:3000', 'http://127.0.0.1:3000'],
    settleDelayMs: given.settleDelayMs ?? 1_000,
    webhookRetryMs: given.webhookRetryMs ?? 1_000,
  }
}
