export * from './contract/categories.ts'
export * from './contract/events.ts'
export * from './contract/facts.ts'
export {
  createAttribute,
  createBrand,
  getPolicy,
  listAttributes,
  listBrands,
  setPolicy,
  updateAttribute,
} from './contract/fields.ts'
export * from './contract/imports.ts'
export { getMedia, pictureWidths, uploadBytesMax, uploadMedia } from './contract/media.ts'
export * from './contract/products.ts'
export * from './contract/reviews.ts'
export { languages, localText, productStates } from './contract/words.ts'
