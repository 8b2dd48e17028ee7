import type { Say, TextKey } from '../../texts.ts'

const names: Readonly<Record<string, TextKey>> = {
  title: 'vendor.editor.title',
  description: 'vendor.editor.description',
  translations: 'vendor.editor.texts',
  categoryId: 'vendor.field.categoryId',
  categories: 'vendor.field.categoryId',
  brand: 'vendor.field.brand',
  taxClass: 'vendor.field.taxClass',
  status: 'vendor.products.state',
  tags: 'vendor.field.tags',
  options: 'vendor.field.options',
  attributes: 'vendor.field.attributes',
  media: 'vendor.field.pictures',
  variants: 'vendor.products.variants',
  sku: 'vendor.products.sku',
  prices: 'vendor.products.priceOf',
  weightGrams: 'vendor.editor.weight',
  barcode: 'vendor.editor.barcode',
  stock: 'vendor.stock.title',
  warehouse: 'vendor.stock.warehouse',
  de: 'vendor.language.de',
  ar: 'vendor.language.ar',
}

const rowed = new Set(['variants', 'media', 'tags', 'categories', 'moreCategoryIds', 'prices', 'stock'])

/** What a person calls the field of a path. Rows are counted from one; words that a person typed stay as they are. */
export function fieldName(path: string, say: Say): string {
  const words = path
    .slice(1)
    .split('/')
    .map((part, at, parts) => {
      // A file may name a field `constructor`, and every object has one of those.
      const key = Object.hasOwn(names, part) ? names[part] : undefined
      if (key !== undefined) return say(key)
      if (rowed.has(parts[at - 1] ?? '') && /^\d+$/.test(part)) return String(Number(part) + 1)
      return part.replaceAll('~1', '/').replaceAll('~0', '~')
    })
  return words.join(' · ')
}
