import { uploadMedia } from '@rialto/product-service/contract'
import type { ActionFunctionArgs } from 'react-router'
import { vendorStaffOf } from '../../visit.ts'

/** Takes one picture as it is, and answers with its hash: it belongs to a product once the product is saved. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { visit } = await vendorStaffOf(args)
  const content = args.request.body
  if (!content) return Response.json({ code: 'MEDIA_NOT_READABLE' })
  const answer = await visit.api.upload(uploadMedia, {}, content)
  return Response.json(answer.ok ? { hash: answer.value.hash } : { code: answer.code })
}
