import { sendImportContent } from '@rialto/product-service/contract'
import type { ActionFunctionArgs } from 'react-router'
import { vendorStaffOf } from '../../visit.ts'

/** Gives a file on to its import while it arrives; the answer comes when all of it was read. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { visit } = await vendorStaffOf(args)
  const content = args.request.body
  if (!content) return Response.json({ code: 'FILE_MISSING' })
  const importId = args.params['importId'] ?? ''
  const answer = await visit.api.upload(sendImportContent, { importId }, content)
  return Response.json(answer.ok ? {} : { code: answer.code })
}
