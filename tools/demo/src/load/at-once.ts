/** Does the work for all items, a few at the same time, and answers in their order. */
export async function atOnce<Item, Outcome>(
  items: readonly Item[],
  countMax: number,
  work: (item: Item) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const queue = items.entries()
  const lane = async () => {
    for (const [index, item] of queue) outcomes[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(countMax, items.length) }, lane))
  return outcomes
}
