/** A typed field that an extension adds to a thing of the product. Its values are stored and shown with that thing. */
export type CustomField = {
  /** What has the field: one of the names that services give in `entities`. */
  readonly entity: string
  /** Its values go by `<extension>.<key>`. */
  readonly key: string
  readonly kind: 'text' | 'integer' | 'boolean' | 'date' | 'choice'
  readonly label: { readonly en: string; readonly de?: string; readonly ar?: string }
  /** The words of a choice. */
  readonly choices?: readonly string[]
}

/** A field with the name by which the API knows it. */
export type NamedField = CustomField & { readonly name: string }

const keyForm = /^[a-z][A-Za-z0-9]{0,59}$/

/** What is wrong with the fields of an extension: sentences that say what to do. */
export function fieldProblems(fields: readonly CustomField[]): string[] {
  const names = fields.map(({ entity, key }) => `${entity} ${key}`)
  return [
    ...fields
      .filter(({ key }) => !keyForm.test(key))
      .map(
        ({ key }) => `The field "${key}" must be letters and digits, the first a small letter. Rename it.`,
      ),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `The field "${name}" is there twice. Rename one of them.`),
    ...fields
      .filter(({ kind, choices = [] }) => (kind === 'choice') !== choices.length > 0)
      .map(({ key }) => `The field "${key}" must have choices if, and only if, it is a choice. Correct it.`),
  ]
}
