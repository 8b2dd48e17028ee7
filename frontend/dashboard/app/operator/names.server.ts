import { getVendor } from '@rialto/vendor-service/contract'
import type { Visit } from '@rialto/visit'

/** Names of vendors by id; where one cannot be read, its id stands for it. */
export async function vendorNames(
  { api }: Visit,
  vendorIds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const wanted = [...new Set(vendorIds)]
  const found = await Promise.all(wanted.map((slugOrId) => api.call(getVendor, { slugOrId })))
  return Object.fromEntries(
    wanted.map((id, index) => {
      const answer = found[index]
      return [id, answer?.ok ? answer.value.name : id]
    }),
  )
}
