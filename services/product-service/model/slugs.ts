const slugCharactersMax = 100

/** A title as it can stand in an address: `Crème brûlée 2 l` is `creme-brulee-2-l`. */
export function slugOf(title: string): string {
  const plain = title
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, slugCharactersMax)
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'product' : plain
}

/** The same address for another thing: the end of its id makes it its own. */
export function ownSlug(slug: string, id: string): string {
  return `${slug.slice(0, slugCharactersMax)}-${id.slice(-8)}`
}
