import { Button, buttonClass, Icon, Notice, Price } from '@rialto/ui'
import { optionValue } from '@rialto/ui/words'
import { useRoot, useSay } from '../../texts.ts'
import { Island } from '../island.tsx'
import { ShopLink } from '../link.tsx'
import { canBeBought } from './choice.ts'
import type { ProductPage } from './read-product.ts'

const quantityMax = 99

export type AddProblem = 'quantity' | 'soldOut' | 'full' | 'busy'
export type AddState = {
  /** Made with the page: the same form sent twice adds once. */
  readonly key: string
  /** How many units were added just now. */
  readonly added: number
  readonly problem: AddProblem | null
  readonly quantity: string
}

/** Quantity and the one button of the page. */
export function AddForm({ page, state }: { page: ProductPage; state: AddState }) {
  const say = useSay()
  const { variant, product } = page
  const drop = useRoot().dropByProduct[product.id]
  if (!variant) return null
  if (variant.available === 0 && drop !== undefined)
    return (
      <ShopLink to={`/drops/${drop}`} className={buttonClass('primary', 'min-h-12')}>
        {say('product.toDrop')}
      </ShopLink>
    )
  const isOpen = canBeBought(variant)
  const error = state.problem === 'quantity' ? say('product.problem.quantity') : undefined
  return (
    <div className="grid gap-3">
      <Island name="add-to-bag" />
      <form
        method="post"
        id="add"
        data-add-to-bag
        data-busy={say('product.adding')}
        data-failed={say('product.problem.busy')}
        className="grid gap-2"
      >
        <input type="hidden" name="key" value={state.key} />
        {error ? (
          <p id="quantity-error" className="text-sm font-semibold text-danger">
            {error}
          </p>
        ) : null}
        <div data-variant-part className="flex items-end gap-3">
          <input type="hidden" name="sku" value={variant.sku} />
          <label className="grid w-24 shrink-0 gap-1 text-sm font-semibold">
            {say('product.quantity')}
            <input
              type="number"
              name="quantity"
              min={1}
              max={Math.min(quantityMax, variant.available || quantityMax)}
              defaultValue={state.quantity}
              inputMode="numeric"
              disabled={!isOpen}
              {...(error ? { 'aria-invalid': true, 'aria-describedby': 'quantity-error' } : {})}
              className="figures min-h-12 w-full rounded-control border border-border bg-raised px-3 py-2 text-base font-normal aria-invalid:border-2 aria-invalid:border-danger disabled:opacity-50"
            />
          </label>
          <Button className="min-h-12 grow" disabled={!isOpen} data-add-button>
            <Icon name="bag" className="size-5" />
            {say(isOpen ? 'product.add' : 'product.soldOut')}
          </Button>
        </div>
      </form>
      <AddAnswer page={page} state={state} />
    </div>
  )
}

/** What became of it; read out politely, also when the island brings it. */
function AddAnswer({ page, state }: { page: ProductPage; state: AddState }) {
  const say = useSay()
  const { added, problem } = state
  return (
    <div data-add-answer aria-live="polite">
      {added > 0 ? (
        <Notice kind="success" title={say('product.added', { count: added, title: page.product.title })}>
          <ShopLink
            to="/bag"
            className="inline-flex min-h-11 items-center text-lagoon underline underline-offset-4"
          >
            {say('product.toBag')}
          </ShopLink>
        </Notice>
      ) : null}
      {problem === null || problem === 'quantity' ? null : (
        <Notice kind="danger" title={say(`product.problem.${problem}`)} />
      )}
    </div>
  )
}

/** On phones the button stays in reach of the thumb. */
export function AddBar({ page }: { page: ProductPage }) {
  const say = useSay()
  const { language } = useRoot()
  const { variant, product } = page
  if (!variant?.price || !canBeBought(variant)) return null
  const { basePrice, salePrice, currency } = variant.price
  return (
    <div
      data-add-bar
      className="sticky bottom-0 z-30 flex items-center gap-4 border-t border-stone bg-raised px-4 py-3 shadow-raised data-[away]:invisible md:hidden"
    >
      <div className="grid min-w-0 grow">
        <span className="truncate text-sm text-ink-2">
          {Object.entries(variant.options)
            .map(([name, value]) => optionValue(product, name, value))
            .join(' · ') || product.title}
        </span>
        <Price
          amount={salePrice ?? basePrice}
          currency={currency}
          language={language}
          className={`text-lg font-semibold ${salePrice === null ? '' : 'text-awning'}`}
        />
      </div>
      <Button form="add" className="shrink-0">
        {say('product.add')}
      </Button>
    </div>
  )
}
