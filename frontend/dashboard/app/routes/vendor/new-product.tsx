import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Toolbar } from '../../parts/toolbar.tsx'
import { titled, useSay } from '../../texts.ts'
import { readCatalogue } from '../../vendor/catalogue.server.ts'
import { emptyDraft } from '../../vendor/product/draft.ts'
import { type EditorAnswer, ProductEditor } from '../../vendor/product/editor.tsx'
import { readDraft, saveProduct } from '../../vendor/product/save.server.ts'
import { fieldOf, languageOf, leadTo, newKey, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.products.new')

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await vendorStaffOf(args)
  return { catalogue: await readCatalogue(visit.api, languageOf(args), []), key: newKey() }
}

/** A product that was made has its own page: also when its prices were refused, which that page then says. */
export async function action(args: ActionFunctionArgs): Promise<EditorAnswer | Response> {
  const { visit, vendorId } = await vendorStaffOf(args)
  const form = await args.request.formData()
  const draft = readDraft(form)
  if (!draft) return { problem: { code: 'VALIDATION_FAILED', fields: [] } }
  const key = fieldOf(form, 'key') || newKey()
  const isSubmitted = fieldOf(form, 'intent') === 'submit'
  const wish = { vendorId, draft, version: null, productId: null, key, isSubmitted }
  const saved = await saveProduct(visit.api, wish)
  if (saved.ok) return leadTo(`/vendor/products/${saved.productId}`)
  const { code, fields, written } = saved
  if (written)
    return leadTo(`/vendor/products/${written.productId}?${new URLSearchParams({ trouble: code })}`)
  return { problem: { code, fields } }
}

export default function NewProduct() {
  const { catalogue, key } = useLoaderData<typeof loader>()
  const say = useSay()
  return (
    <>
      <Toolbar title={say('vendor.products.new')} note={say('vendor.editor.newNote')} />
      <ProductEditor start={emptyDraft} version={null} catalogue={catalogue} sendKey={key} canSubmit />
    </>
  )
}
