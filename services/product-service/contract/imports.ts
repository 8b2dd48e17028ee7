import {
  endpoint,
  id,
  nullable,
  oneOf,
  page,
  pageQuery,
  streamReply,
  struct,
  text,
  timestamp,
} from '@rialto/core'
import { Type } from 'typebox'

export const importFormats = ['jsonl', 'shopify-csv'] as const
export const importStates = ['waiting', 'running', 'interrupted', 'done'] as const
export const lineBytesMax = 256 * 1024
const contentMinutesMax = 60

/** Why a row may not be taken. Those up to `PICTURE_UNKNOWN` are told of fields of a product that is refused, too. */
export const rowProblemCodes = [
  ...[
    'REQUIRED',
    'UNKNOWN_FIELD',
    'WRONG_TYPE',
    'TOO_SHORT',
    'TOO_LONG',
    'TOO_SMALL',
    'TOO_LARGE',
    'TOO_FEW',
  ],
  ...['TOO_MANY', 'TWICE', 'WRONG_FORM', 'NOT_ALLOWED', 'NOT_STORABLE', 'INVALID'],
  ...[
    'FIELD_NOT_DEFINED',
    'WRONG_PLACE',
    'WRONG_UNIT',
    'OPTIONS_INCOMPLETE',
    'OPTIONS_TAKEN',
    'OPTION_UNKNOWN',
  ],
  ...[
    'OPTION_VALUE_UNKNOWN',
    'FACT_UNKNOWN',
    'FACT_TEXT_UNKNOWN',
    'ALIKE',
    'CATEGORY_UNKNOWN',
    'PICTURE_UNKNOWN',
  ],
  ...[
    'LINE_TOO_LONG',
    'LINE_NOT_UTF8',
    'LINE_NOT_JSON',
    'CSV_BROKEN',
    'CATEGORY_WRONG',
    'PICTURE_NOT_UPLOADED',
  ],
  ...[
    'PICTURE_ADDRESS_WRONG',
    'WAREHOUSE_UNKNOWN',
    'CURRENCY_UNKNOWN',
    'PRICE_TWICE',
    'SKU_TAKEN',
    'SLUG_TAKEN',
  ],
] as const

export type RowProblemCode = (typeof rowProblemCodes)[number]
type RowProblem = { code: RowProblemCode; path?: string; values: { [name: string]: string } }

// Its type is written out: taken from the schema it cost the compiler much.
const rowProblem = Type.Unsafe<RowProblem>(
  struct({
    code: oneOf(rowProblemCodes, 'More may be added'),
    path: Type.Optional(text(500, { description: 'The part of the row, as a JSON pointer' })),
    values: Type.Record(Type.String(), Type.String(), { description: 'What the sentence names' }),
  }),
)

const productImport = struct({
  id: id(),
  vendorId: id(),
  name: text(200),
  format: oneOf(importFormats),
  state: oneOf(importStates, '`interrupted` and `running` imports go on when their file is sent again'),
  rowsDone: Type.Integer({ description: 'Products read and complete, with prices and stock' }),
  rowsChanged: Type.Integer({ description: 'Products that were made or changed' }),
  rowsRejected: Type.Integer(),
  problem: nullable(text(1000, { description: 'Why it stopped' })),
  createdAt: timestamp(),
  finishedAt: nullable(timestamp()),
})

export const createImport = endpoint({
  name: 'product.create_import',
  summary: 'Opens an import; then send its file as content',
  method: 'POST',
  path: '/api/products/imports',
  permission: 'product.import_products',
  input: struct({
    format: oneOf(importFormats),
    name: text(200, { description: 'Such as the name of the file' }),
    vendorId: Type.Optional(id('For operators: whose products these are')),
    currency: Type.Optional(
      Type.String({ pattern: '^[A-Z]{3}$', description: 'Of the prices in a Shopify file; default EUR' }),
    ),
    warehouse: Type.Optional(
      text(20, { description: 'Where the stock in a Shopify file lies; without it stock is left alone' }),
    ),
  }),
  reply: productImport,
  status: 201,
  idempotency: 'key',
  refusals: { VENDOR_NOT_FOUND: 404 },
})

export const sendImportContent = endpoint({
  name: 'product.send_import_content',
  summary: 'Imports a file while it arrives; the same file again goes on where the import stopped',
  method: 'PUT',
  path: '/api/products/imports/:importId/content',
  permission: 'product.import_products',
  input: struct({ importId: id() }),
  reply: productImport,
  body: 'stream',
  retry: 'keyed',
  deadlineMs: contentMinutesMax * 60_000,
  refusals: { IMPORT_NOT_FOUND: 404, IMPORT_CONTENT_DIFFERS: 409, IMPORT_RUNS_ALREADY: 409 },
})

export const getImport = endpoint({
  name: 'product.get_import',
  summary: 'How far an import has come',
  method: 'GET',
  path: '/api/products/imports/:importId',
  permission: 'product.import_products',
  input: struct({ importId: id() }),
  reply: productImport,
  refusals: { IMPORT_NOT_FOUND: 404 },
})

export const listImports = endpoint({
  name: 'product.list_imports',
  summary: 'Imports, newest first; a vendor sees its own',
  method: 'GET',
  path: '/api/products/imports',
  permission: 'product.import_products',
  input: struct({ ...pageQuery, vendorId: Type.Optional(id()) }),
  reply: page(productImport),
})

export const listRejections = endpoint({
  name: 'product.list_rejections',
  summary: 'The rows of an import that were not taken: where they stand and why',
  method: 'GET',
  path: '/api/products/imports/:importId/rejections',
  permission: 'product.import_products',
  input: struct({ importId: id(), ...pageQuery }),
  reply: page(
    struct({
      line: Type.Integer({ description: 'The line of the file where the row begins' }),
      externalId: nullable(text(200)),
      reason: text(2000, { description: 'All that is wrong with it, as sentences' }),
      problems: Type.Optional(
        Type.Array(rowProblem, { description: 'The same for programs; rows of old imports have none' }),
      ),
    }),
  ),
  refusals: { IMPORT_NOT_FOUND: 404 },
})

export const exportProducts = endpoint({
  name: 'product.export_products',
  summary: 'All products of a vendor in the format of the import, without stock',
  method: 'GET',
  path: '/api/products/exports',
  permission: 'product.import_products',
  input: struct({
    format: Type.Optional(oneOf(['jsonl'])),
    vendorId: Type.Optional(id('For operators: whose products')),
  }),
  reply: streamReply,
  answers: 'stream',
  deadlineMs: contentMinutesMax * 60_000,
  refusals: { VENDOR_NOT_FOUND: 404 },
})
