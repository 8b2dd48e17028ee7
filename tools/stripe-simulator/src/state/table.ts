type Row = { readonly id: string }
type Slot<R> = { record: R; position: number }

export type Table<R extends Row> = {
  get(id: string): R | undefined
  /** Stores a version and answers with the one it replaced. */
  put(record: R): R | undefined
  remove(id: string): void
  /** Rows whose indexed field has this value, oldest first. */
  by(field: string, value: string): R[]
  /** Oldest first. */
  ids(): readonly string[]
  position(id: string): number
  rows(): IterableIterator<R>
  size(): number
}

/** An insertion-ordered table that finds rows by id and by the named fields. */
export function createTable<R extends Row>(indexed: readonly string[]): Table<R> {
  const slots = new Map<string, Slot<R>>()
  const order: string[] = []
  const indexes = new Map(indexed.map((field) => [field, new Map<string, string[]>()]))

  const index = (record: R, before: R | undefined) => {
    for (const [field, byValue] of indexes) {
      const value = Reflect.get(record, field)
      if (typeof value !== 'string' || (before !== undefined && Reflect.get(before, field) === value))
        continue
      const ids = byValue.get(value)
      if (ids === undefined) byValue.set(value, [record.id])
      // Only a row that comes back to a value can stand there already.
      else if (before === undefined || !ids.includes(record.id)) ids.push(record.id)
    }
  }

  return {
    get: (id) => slots.get(id)?.record,
    put(record) {
      const slot = slots.get(record.id)
      const before = slot?.record
      if (slot === undefined) slots.set(record.id, { record, position: order.push(record.id) - 1 })
      else slot.record = record
      if (indexes.size > 0) index(record, before)
      return before
    },
    remove(id) {
      const slot = slots.get(id)
      if (slot === undefined) return
      slots.delete(id)
      // A gap keeps the positions of the others; only a rolled back newest row really shrinks the order.
      if (slot.position === order.length - 1) order.pop()
      else order[slot.position] = ''
    },
    by(field, value) {
      const rows: R[] = []
      for (const id of indexes.get(field)?.get(value) ?? []) {
        const record = slots.get(id)?.record
        if (record !== undefined && Reflect.get(record, field) === value) rows.push(record)
      }
      return rows
    },
    ids: () => order,
    position: (id) => slots.get(id)?.position ?? -1,
    *rows() {
      for (const slot of slots.values()) yield slot.record
    },
    size: () => slots.size,
  }
}
