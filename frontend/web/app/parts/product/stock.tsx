import { Icon, localeOf } from '@rialto/ui'
import { countryName } from '../../market/countries.ts'
import { useRoot, useSay } from '../../texts.ts'
import { arrivalText } from './arrival.ts'
import type { ProductPage } from './read-product.ts'

/** From how few units on it is said how many are left. True or not said. */
const fewMax = 5

/** Whether it is there, and when and where it arrives. */
export function Stock({ page }: { page: ProductPage }) {
  const say = useSay()
  const { dropByProduct } = useRoot()
  const available = page.variant?.available ?? null
  if (available === 0 && page.product.id in dropByProduct)
    return (
      <p className="flex items-center gap-2 font-semibold text-awning">
        <Icon name="clock" className="size-5" />
        {say('product.inDrop')}
      </p>
    )
  if (available === 0)
    return (
      <p className="flex items-center gap-2 font-semibold text-danger">
        <Icon name="close" className="size-5" />
        {say('product.soldOut')}
      </p>
    )
  return (
    <div className="grid gap-2">
      {available === null ? (
        <p className="flex items-center gap-2 text-ink-2">
          <Icon name="info" className="size-5" />
          {say('product.stockUnknown')}
        </p>
      ) : (
        <p
          className={`flex items-center gap-2 font-semibold ${available <= fewMax ? 'text-awning' : 'text-success'}`}
        >
          <Icon name={available <= fewMax ? 'clock' : 'check'} className="size-5" />
          {available <= fewMax ? say('product.fewLeft', { count: available }) : say('product.inStock')}
        </p>
      )}
      <Arrival page={page} />
    </div>
  )
}

function Arrival({ page }: { page: ProductPage }) {
  const say = useSay()
  const { language, country } = useRoot()
  const { delivery, vendor, now } = page
  if (delivery === null) return null
  const [way] = delivery
  const place = countryName(country, language)
  if (way === undefined)
    return (
      <p className="flex items-start gap-2 text-sm">
        <Icon name="alert" className="size-5" />
        {say('product.noDelivery', { country: place })}
      </p>
    )
  return (
    <p className="flex items-start gap-2 text-sm">
      <Icon name="truck" className="size-5" />
      <span>
        {say('product.arrives', {
          days: arrivalText(way, new Date(now), localeOf(language)),
          country: place,
        })}
        {vendor ? (
          <span className="text-ink-2">
            {' '}
            {say('product.shipsFrom', { country: countryName(vendor.shipsFrom, language) })}
          </span>
        ) : null}{' '}
        <a href="#preferences" className="text-ink-2 underline underline-offset-4 hover:no-underline">
          {say('product.otherCountry')}
        </a>
      </span>
    </p>
  )
}
