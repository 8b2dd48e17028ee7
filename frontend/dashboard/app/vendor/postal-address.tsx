import { localeOf } from '@rialto/ui'
import { useRoot } from '../texts.ts'

type PostalAddressProps = {
  readonly address: {
    readonly name: string
    readonly company?: string
    readonly lines: readonly string[]
    readonly city: string
    readonly postalCode?: string
    readonly region?: string
    readonly country: string
    readonly phone?: string
  }
  readonly hasPhone?: boolean
}

/** An address as it stands on a parcel. */
export function PostalAddress({ address, hasPhone = true }: PostalAddressProps) {
  const { language } = useRoot()
  const { name, company, lines, city, postalCode, region, country, phone } = address
  const place = [postalCode, city].filter(Boolean).join(' ')
  const countryName = new Intl.DisplayNames(localeOf(language), { type: 'region' }).of(country) ?? country
  return (
    <address className="grid not-italic">
      <strong className="font-semibold">
        <bdi>{name}</bdi>
      </strong>
      {[company, ...lines, place, region].filter(Boolean).map((line) => (
        <bdi key={line}>{line}</bdi>
      ))}
      <span suppressHydrationWarning>{countryName}</span>
      {hasPhone && phone ? (
        <a
          href={`tel:${phone.replace(/[^+\d]/g, '')}`}
          className="justify-self-start text-lagoon underline underline-offset-4"
        >
          <bdi>{phone}</bdi>
        </a>
      ) : null}
    </address>
  )
}
