import type { ComponentProps, ReactNode } from 'react'

type FieldProps = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong and what to do, in words; shown beside the field and read with it. */
  readonly error?: string | undefined
  readonly id?: string
}

const control =
  'min-h-11 w-full rounded-control border bg-raised px-3 py-2 text-base text-ink aria-invalid:border-2 aria-invalid:border-danger border-border'

function describe(id: string, { hint, error }: { hint?: string | undefined; error?: string | undefined }) {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return {
    id,
    ...(described === '' ? {} : { 'aria-describedby': described }),
    ...(error ? { 'aria-invalid': true as const } : {}),
  }
}

function Frame({
  id,
  label,
  hint,
  error,
  children,
}: { id: string; children: ReactNode } & Omit<FieldProps, 'name' | 'id'>) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-sm font-semibold text-danger">
          {error}
        </p>
      ) : null}
      {children}
    </div>
  )
}

/** A labelled line of text. What was typed comes back as `defaultValue`. */
export function TextField({ label, hint, error, id, ...rest }: FieldProps & ComponentProps<'input'>) {
  const fieldId = id ?? rest.name
  return (
    <Frame id={fieldId} label={label} hint={hint} error={error}>
      <input type="text" {...rest} {...describe(fieldId, { hint, error })} className={control} />
    </Frame>
  )
}

/** A labelled text of several lines. */
export function TextArea({ label, hint, error, id, ...rest }: FieldProps & ComponentProps<'textarea'>) {
  const fieldId = id ?? rest.name
  return (
    <Frame id={fieldId} label={label} hint={hint} error={error}>
      <textarea rows={5} {...rest} {...describe(fieldId, { hint, error })} className={control} />
    </Frame>
  )
}

/** `lang` where the label is in another language than the page. */
type Option = { readonly value: string; readonly label: string; readonly lang?: string }

/** A labelled choice of one among some. */
export function SelectField({
  label,
  hint,
  error,
  id,
  options,
  ...rest
}: FieldProps & { readonly options: readonly Option[] } & ComponentProps<'select'>) {
  const fieldId = id ?? rest.name
  return (
    <Frame id={fieldId} label={label} hint={hint} error={error}>
      <select {...rest} {...describe(fieldId, { hint, error })} className={control}>
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** A tick box with its sentence. */
export function CheckField({
  label,
  id,
  ...rest
}: { readonly name: string; readonly label: ReactNode; readonly id?: string } & ComponentProps<'input'>) {
  const fieldId = id ?? rest.name
  return (
    <label htmlFor={fieldId} className="flex min-h-11 items-center gap-3">
      <input type="checkbox" {...rest} id={fieldId} className="size-5 shrink-0 accent-lagoon" />
      <span>{label}</span>
    </label>
  )
}
