import { type toAddress, writeAddress } from '../addresses/address.ts'
import { countryName } from '../addresses/countries.ts'
import { useRoot } from '../texts.ts'

type Address = ReturnType<typeof toAddress>

/** An address as it would stand on a parcel. */
export function AddressText({ address }: { address: Address }) {
  const { language } = useRoot()
  const [name, ...rows] = writeAddress(address)
  return (
    <address className="grid justify-items-start not-italic">
      <bdi className="font-semibold">{name}</bdi>
      {rows.map((row) => (
        <bdi key={row}>{row}</bdi>
      ))}
      <span>{countryName(language, address.country)}</span>
      {address.phone ? <bdi className="text-ink-2">{address.phone}</bdi> : null}
    </address>
  )
}
