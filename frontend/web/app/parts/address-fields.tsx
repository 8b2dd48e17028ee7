import { Button, Icon, SelectField, TextField } from '@rialto/ui'
import { type FieldName, formatOf, regionsOf, rowsOf, type TypedAddress } from '../addresses/address.ts'
import { countriesIn } from '../addresses/countries.ts'
import { type TextKey, useRoot, useSay } from '../texts.ts'

type Props = {
  readonly typed: TypedAddress
  readonly errors: Readonly<Record<string, string>>
  /** Pressed without script after another country was chosen; the form's action reads it. */
  readonly refresh?: { readonly name: string; readonly value: string; readonly text?: TextKey }
}

const autoComplete: Readonly<Record<FieldName, string>> = {
  name: 'shipping name',
  street: 'shipping address-line1',
  extra: 'shipping address-line2',
  company: 'shipping organization',
  postalCode: 'shipping postal-code',
  city: 'shipping address-level2',
  region: 'shipping address-level1',
  phone: 'shipping tel',
}

/** The fields of an address as people of the chosen country write them. What was typed stays in its field. */
export function AddressFields({ typed, errors, refresh }: Props) {
  const say = useSay()
  const { language } = useRoot()
  const hasMore = (['extra', 'company', 'phone'] as const).some((name) => typed[name] !== '' || errors[name])
  return (
    <div className="grid gap-4">
      <Line name="name" label={say('checkout.field.name')} {...{ typed, errors }} isRequired />
      <div className="grid gap-2">
        <SelectField
          name="country"
          label={say('checkout.field.country')}
          options={countriesIn(language, typed.country)}
          defaultValue={typed.country}
          autoComplete="shipping country"
          data-refresh=""
        />
        {refresh === undefined ? null : (
          <Button
            look="plain"
            name={refresh.name}
            value={refresh.value}
            className="justify-self-start px-0"
            data-refresh-button=""
          >
            {say(refresh.text ?? 'checkout.field.country.use')}
          </Button>
        )}
      </div>
      {rowsOf(typed.country).map((row) => (
        <div
          key={row.join(' ')}
          className={row.length > 1 ? 'grid items-end gap-4 md:grid-cols-2' : 'grid gap-4'}
        >
          {row.map((field) => (
            <CountryField key={field} field={field} {...{ typed, errors }} />
          ))}
        </div>
      ))}
      <details className="group" open={hasMore}>
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1.5 text-lagoon [&::-webkit-details-marker]:hidden">
          <Icon name="plus" className="size-5 group-open:rotate-45" />
          {say('checkout.field.more')}
        </summary>
        <div className="grid gap-4 pt-2">
          {(['extra', 'company', 'phone'] as const).map((name) => (
            <Line key={name} name={name} label={say(`checkout.field.${name}`)} {...{ typed, errors }} />
          ))}
        </div>
      </details>
    </div>
  )
}

type LineProps = Pick<Props, 'typed' | 'errors'> & {
  readonly name: FieldName
  readonly label: string
  readonly isRequired?: boolean
}

function Line({ name, label, typed, errors, isRequired = false }: LineProps) {
  return (
    <TextField
      name={name}
      label={label}
      defaultValue={typed[name]}
      error={errors[name]}
      autoComplete={autoComplete[name]}
      maxLength={200}
      {...(name === 'phone' ? { type: 'tel', dir: 'ltr', className: 'text-start' } : {})}
      {...(isRequired ? { 'aria-required': true } : {})}
    />
  )
}

function CountryField({ field, typed, errors }: { field: FieldName } & Pick<Props, 'typed' | 'errors'>) {
  const say = useSay()
  const format = formatOf(typed.country)
  const optional = (isOptional: boolean | undefined) =>
    isOptional ? ` (${say('checkout.field.optional')})` : ''
  if (field === 'region') {
    const label =
      say(`checkout.region.${format.region?.name ?? 'region'}`) + optional(format.region?.isOptional)
    const choices = regionsOf(typed.country)
    if (choices === null) return <Line name="region" {...{ label, typed, errors }} />
    const options = choices.map(([value, name]) => ({ value, label: name }))
    return (
      <SelectField
        name="region"
        label={label}
        error={errors['region']}
        options={[{ value: '', label: say('checkout.field.choose') }, ...options]}
        defaultValue={options.some((one) => one.value === typed.region) ? typed.region : ''}
        autoComplete={autoComplete.region}
      />
    )
  }
  if (field === 'postalCode') {
    const name: TextKey = `checkout.postal.${format.postal?.name ?? 'postal'}`
    return (
      <Line
        name="postalCode"
        label={say(name) + optional(format.postal?.isOptional)}
        {...{ typed, errors }}
      />
    )
  }
  return (
    <Line
      name={field}
      label={say(field === 'city' ? 'checkout.field.city' : 'checkout.field.street')}
      {...{ typed, errors }}
      isRequired
    />
  )
}
