// The example of the product, as it lies in the tree.
export { default } from '../../../../extensions/loyalty/extension.ts'
