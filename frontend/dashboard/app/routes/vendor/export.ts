import { exportProducts } from '@rialto/product-service/contract'
import type { LoaderFunctionArgs } from 'react-router'
import { required, vendorStaffOf } from '../../visit.ts'

/** All products of the vendor as a file, in the format of the import. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { visit } = await vendorStaffOf(args)
  const content = required(await visit.api.download(exportProducts, {}))
  return new Response(content, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="products.jsonl"',
    },
  })
}
