import { localeOf, Price } from '@rialto/ui'
import { nameIn } from '@rialto/ui/words'
import { countryName } from '../../market/countries.ts'
import { useRoot, useSay } from '../../texts.ts'
import { ShopLink } from '../link.tsx'
import { arrivalText } from './arrival.ts'
import type { DeliveryWay, ProductPage } from './read-product.ts'

/** How this vendor delivers to the visitor’s country, and how things go back. */
export function Delivery({ page }: { page: ProductPage }) {
  const say = useSay()
  const { language, country } = useRoot()
  const { vendor, delivery } = page
  const place = countryName(country, language)
  return (
    <section aria-labelledby="delivery" className="grid content-start gap-4">
      <h2 id="delivery" className="display scroll-mt-6 text-xl">
        {say('product.delivery')}
      </h2>
      {delivery === null ? <p>{say('product.deliveryUnknown')}</p> : null}
      {delivery?.length === 0 ? <p>{say('product.noDelivery', { country: place })}</p> : null}
      {delivery && delivery.length > 0 ? <Ways page={page} ways={delivery} place={place} /> : null}
      {vendor ? (
        <div className="grid gap-2 border-t border-stone pt-4">
          <h3 className="font-semibold">{say('product.returns')}</h3>
          <p className="text-ink-2">
            {say('product.returnsText', { days: vendor.returnDays, vendor: vendor.name })}
          </p>
        </div>
      ) : null}
      {vendor ? (
        <div className="grid gap-2 border-t border-stone pt-4">
          <h3 className="font-semibold">{say('product.soldBy')}</h3>
          <p className="text-ink-2">{vendor.tagline[language] || vendor.tagline.en}</p>
          <ShopLink
            to={`/vendors/${vendor.slug}`}
            className="inline-flex min-h-11 items-center justify-self-start text-lagoon underline underline-offset-4 hover:no-underline"
          >
            {say('product.toVendor', { vendor: vendor.name })}
          </ShopLink>
        </div>
      ) : null}
    </section>
  )
}

function Ways({ page, ways, place }: { page: ProductPage; ways: readonly DeliveryWay[]; place: string }) {
  const say = useSay()
  const { language, currency } = useRoot()
  const money = (amount: number) => <Price amount={amount} currency={currency} language={language} />
  return (
    <table className="w-full">
      <caption className="pb-2 text-start text-ink-2">
        {say('product.deliveryTo', { country: place })}
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{say('product.way')}</th>
          <th scope="col">{say('product.wayPrice')}</th>
        </tr>
      </thead>
      <tbody>
        {ways.map((way) => (
          <tr key={way.methodId} className="border-t border-stone">
            <th scope="row" className="py-3 pe-4 text-start font-normal">
              {ways.length > 1 ? <span className="block">{nameIn(way, language)}</span> : null}
              <span className={ways.length > 1 ? 'text-sm text-ink-2' : ''}>
                {arrivalText(way, new Date(page.now), localeOf(language))}
              </span>
            </th>
            <td className="py-3 text-end align-top">
              {way.price === 0 ? say('product.free') : money(way.price)}
              {way.freeFrom === null || way.price === 0 ? null : (
                <span className="block text-sm text-ink-2">
                  {say('product.freeFrom')} {money(way.freeFrom)}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
