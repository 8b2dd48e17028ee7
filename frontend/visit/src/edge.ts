import type { Transport } from '@rialto/sdk'

/** What the pages need of the place they run in: a way to the API, and settings that a browser may know. */
export type Edge = {
  /** Reaches the API on behalf of the visitor at `address`. */
  transportFor(address: string): Transport
  readonly settings: PageSettings
}

export type PageSettings = {
  readonly publicUrl: string
  readonly isProduction: boolean
  /** The card fields: the provider's script, and the public key it is opened with. */
  readonly cardScriptUrl: string | null
  readonly cardKey: string | null
  /** Origins that the provider's script loads frames and data from. */
  readonly cardOrigins: readonly string[]
}

/** One request for a page. */
export type PageRequest = { readonly request: Request; readonly address: string; readonly edge: Edge }
