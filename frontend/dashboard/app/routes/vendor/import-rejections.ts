import { listRejections } from '@rialto/product-service/contract'
import type { LoaderFunctionArgs } from 'react-router'
import { catalogueOf } from '../../texts.server.ts'
import { sayFrom } from '../../texts.ts'
import { cell } from '../../vendor/csv.ts'
import { reasonLine } from '../../vendor/row-problems.ts'
import { languageOf, required, vendorStaffOf } from '../../visit.ts'

const pageMax = 100

/** The rows that were not taken, as a table to open elsewhere: where they stand and why. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { visit } = await vendorStaffOf(args)
  const importId = args.params['importId'] ?? ''
  const language = languageOf(args)
  const texts = catalogueOf(language)
  const words = { texts, say: sayFrom(texts, language) }
  const lines = ['line,id,reason']
  for (let after: string | null = ''; after !== null; ) {
    const wish = { importId, limit: pageMax, ...(after === '' ? {} : { after }) }
    const page: Rejections = required(await visit.api.call(listRejections, wish))
    for (const one of page.items)
      lines.push([String(one.line), one.externalId ?? '', reasonLine(one, words)].map(cell).join(','))
    after = page.next
  }
  return new Response(`${lines.join('\r\n')}\r\n`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="rejections-${importId}.csv"`,
    },
  })
}

type Rejections = NonNullable<(typeof listRejections)['types']>['output']
