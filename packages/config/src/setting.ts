/** When a process refuses to start without a setting. */
export type RequiredWhen = 'in production' | 'in production, where payment-service runs'

type Common = {
  /** The name in the environment. */
  readonly name: string
  /** The name in the configuration object. */
  readonly field: string
  /** The text used when the setting is absent; `<NAME>` in it stands for the value of an earlier setting. */
  readonly default: string | null
  /** Another default for `NODE_ENV=production`. */
  readonly defaultInProduction?: string
  readonly requiredWhen?: RequiredWhen
  /** What to write, as the end of a sentence that begins with "Set NAME to". */
  readonly expects?: string
  /** What is wrong with a text of the right kind, or null. The answer must not quote the text. */
  readonly check?: (text: string) => string | null
  /** One sentence. */
  readonly description: string
}

/** One setting of the product. */
export type Setting =
  | (Common & { readonly kind: 'string' })
  | (Common & { readonly kind: 'secret' })
  | (Common & { readonly kind: 'url'; readonly protocols: readonly string[] })
  | (Common & {
      readonly kind: 'integer'
      readonly min: number
      readonly max: number
      /** A word that is allowed instead of a number. */
      readonly orWord?: string
    })
  | (Common & { readonly kind: 'enum'; readonly values: readonly string[] })
  | (Common & { readonly kind: 'list'; readonly of: (item: string) => string | null })

/** What reading one setting gives in the configuration object. */
export type ValueOf<S extends Setting> = S extends { kind: 'integer' }
  ? number | WordOf<S>
  : S extends { kind: 'enum'; values: readonly (infer Value)[] }
    ? Value
    : S extends { kind: 'list' }
      ? readonly string[]
      : string

type WordOf<S> = S extends { orWord: infer Word } ? Word : never
