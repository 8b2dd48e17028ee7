import { submitProduct } from '@rialto/product-service/contract'
import { Notice } from '@rialto/ui'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { buttonClass } from '../../parts/button.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { Toolbar } from '../../parts/toolbar.tsx'
import { titled, useRefusal, useRoot, useSay } from '../../texts.ts'
import { readCatalogue } from '../../vendor/catalogue.server.ts'
import { type EditorAnswer, ProductEditor } from '../../vendor/product/editor.tsx'
import { archive, readDraft, readOwnProduct, saveProduct } from '../../vendor/product/save.server.ts'
import { ProductStateLabel } from '../../vendor/product-state.tsx'
import { fieldOf, languageOf, newKey, problemOf, required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.products.title')

export async function loader(args: LoaderFunctionArgs) {
  const { visit, vendorId, may } = await vendorStaffOf(args)
  const read = await readOwnProduct(visit.api, vendorId, args.params['productId'] ?? '')
  const { product, draft } = required(read)
  const keys = Object.keys(product.attributes)
  const { id, slug, status, version, rejectionReason, title } = product
  return {
    product: { id, slug, status, version, rejectionReason, title },
    draft,
    catalogue: await readCatalogue(visit.api, languageOf(args), keys),
    trouble: new URL(args.request.url).searchParams.get('trouble'),
    key: newKey(),
    mayEdit: may('product.edit_products'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { visit, vendorId } = await vendorStaffOf(args)
  const productId = args.params['productId'] ?? ''
  const form = await args.request.formData()
  const intent = fieldOf(form, 'intent')
  if (intent === 'archive') return doneOr(await archive(visit.api, productId))
  if (intent === 'restore') return doneOr(await visit.api.call(submitProduct, { productId }))
  return save({ api: visit.api, vendorId, productId }, form)
}

type Target = Pick<Awaited<ReturnType<typeof vendorStaffOf>>, 'vendorId'> & {
  api: Awaited<ReturnType<typeof vendorStaffOf>>['visit']['api']
  productId: string
}

async function save({ api, vendorId, productId }: Target, form: FormData): Promise<EditorAnswer> {
  const draft = readDraft(form)
  const version = Number(fieldOf(form, 'version'))
  if (!draft || !Number.isInteger(version)) return { problem: { code: 'VALIDATION_FAILED', fields: [] } }
  const isSubmitted = fieldOf(form, 'intent') === 'submit'
  const saved = await saveProduct(api, { vendorId, draft, version, productId, key: newKey(), isSubmitted })
  if (saved.ok) return { version: saved.version }
  const { code, fields, written, theirs } = saved
  return {
    problem: { code, fields },
    ...(written ? { version: written.version } : {}),
    ...(theirs ? { theirs } : {}),
  }
}

function doneOr(answer: Awaited<ReturnType<typeof archive>>) {
  return answer.ok ? { done: true } : problemOf(answer)
}

export default function Product() {
  const { product, draft, catalogue, trouble, key, mayEdit } = useLoaderData<typeof loader>()
  const say = useSay()
  const refusal = useRefusal('vendor')
  const canSubmit = product.status === 'draft' || product.status === 'rejected'
  return (
    <>
      <Toolbar
        title={product.title}
        note={<ProductStateLabel status={product.status} />}
        actions={<Moves canArchive={mayEdit} />}
      />
      <div className="mb-4 grid gap-3">
        {trouble ? (
          <Notice kind="danger" title={refusal(trouble)}>
            {say('vendor.editor.madeDespite')}
          </Notice>
        ) : null}
        {product.status === 'rejected' && product.rejectionReason ? (
          <Notice kind="awning" title={say('vendor.editor.rejected')}>
            <bdi>{product.rejectionReason}</bdi>
          </Notice>
        ) : null}
        {product.status === 'pending_approval' ? (
          <Notice kind="info" title={say('vendor.editor.pending')} />
        ) : null}
      </div>
      <ProductEditor
        key={product.id}
        start={draft}
        version={product.version}
        catalogue={catalogue}
        sendKey={key}
        canSubmit={canSubmit}
      />
    </>
  )
}

/** What can be done with the product as a whole. Archiving can be undone by offering it again. */
function Moves({ canArchive }: { canArchive: boolean }) {
  const { product } = useLoaderData<typeof loader>()
  const say = useSay()
  const { language } = useRoot()
  if (!canArchive) return null
  const prefix = language === 'en' ? '' : `/${language}`
  return (
    <>
      <Link
        to={`/vendor/stock?${new URLSearchParams({ product: product.id })}`}
        className={buttonClass('quiet')}
      >
        {say('vendor.stock.title')}
      </Link>
      {product.status === 'active' ? (
        <a href={`${prefix}/products/${product.slug}`} className={buttonClass('quiet')}>
          {say('vendor.editor.inShop')}
        </a>
      ) : null}
      {product.status === 'archived' ? (
        <Confirm
          area="vendor"
          label={say('vendor.editor.restore')}
          title={say('vendor.editor.restoreTitle', { name: product.title })}
          text={say('vendor.editor.restoreText')}
          verb={say('vendor.editor.restore')}
          values={{ intent: 'restore' }}
        />
      ) : (
        <Confirm
          area="vendor"
          look="danger"
          label={say('vendor.editor.archive')}
          title={say('vendor.editor.archiveTitle', { name: product.title })}
          text={say('vendor.editor.archiveText')}
          verb={say('vendor.editor.archive')}
          values={{ intent: 'archive' }}
        />
      )}
    </>
  )
}
