import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { openPorts } from './adapters/open-ports.ts'
import { categoryChanged, productCreated, productUpdated, reviewHidden, reviewPublished } from './contract.ts'
import answerReview from './features/answer-review.ts'
import approveProduct from './features/approve-product.ts'
import archiveProduct from './features/archive-product.ts'
import createAttribute from './features/create-attribute.ts'
import createBrand from './features/create-brand.ts'
import createCategory from './features/create-category.ts'
import createImport from './features/create-import.ts'
import createProduct from './features/create-product.ts'
import createReview from './features/create-review.ts'
import deleteCategory from './features/delete-category.ts'
import deleteReview from './features/delete-review.ts'
import exportProducts from './features/export-products.ts'
import findProducts from './features/find-products.ts'
import findVariants from './features/find-variants.ts'
import getImport from './features/get-import.ts'
import getMedia from './features/get-media.ts'
import getOwnReview from './features/get-own-review.ts'
import getPolicy from './features/get-policy.ts'
import getProduct from './features/get-product.ts'
import getProductBySlug from './features/get-product-by-slug.ts'
import hideReview from './features/hide-review.ts'
import importReviews from './features/import-reviews.ts'
import listAllReviews from './features/list-all-reviews.ts'
import listAttributes from './features/list-attributes.ts'
import listBrands from './features/list-brands.ts'
import listCategories from './features/list-categories.ts'
import listImports from './features/list-imports.ts'
import listProductIds from './features/list-product-ids.ts'
import listProducts from './features/list-products.ts'
import listRejections from './features/list-rejections.ts'
import listReviews from './features/list-reviews.ts'
import rejectProduct from './features/reject-product.ts'
import sendImportContent from './features/send-import-content.ts'
import setPolicy from './features/set-policy.ts'
import showReview from './features/show-review.ts'
import submitProduct from './features/submit-product.ts'
import updateAttribute from './features/update-attribute.ts'
import updateCategory from './features/update-category.ts'
import updateProduct from './features/update-product.ts'
import updateReview from './features/update-review.ts'
import uploadMedia from './features/upload-media.ts'
import type { ProductPorts } from './model/ports.ts'

export default service<ProductPorts>({
  name: 'product-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [
    listCategories,
    createCategory,
    updateCategory,
    deleteCategory,
    listBrands,
    createBrand,
    listAttributes,
    createAttribute,
    updateAttribute,
    getPolicy,
    setPolicy,
    listProducts,
    createProduct,
    getProduct,
    getProductBySlug,
    updateProduct,
    submitProduct,
    approveProduct,
    rejectProduct,
    archiveProduct,
    uploadMedia,
    getMedia,
    listImports,
    createImport,
    getImport,
    sendImportContent,
    listRejections,
    exportProducts,
    findVariants,
    findProducts,
    listProductIds,
    listReviews,
    getOwnReview,
    createReview,
    updateReview,
    deleteReview,
    listAllReviews,
    hideReview,
    showReview,
    answerReview,
    importReviews,
  ],
  events: [productCreated, productUpdated, categoryChanged, reviewPublished, reviewHidden],
  openPorts,
  entities: ['product'],
})
