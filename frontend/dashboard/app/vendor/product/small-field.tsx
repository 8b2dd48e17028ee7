import type { ComponentProps, ReactNode } from 'react'

export const smallFieldClass =
  'min-h-9 w-full min-w-0 rounded-control border border-border bg-raised px-2 text-sm text-ink aria-invalid:border-2 aria-invalid:border-danger pointer-coarse:min-h-11'

type SmallFieldProps = ComponentProps<'input'> & {
  readonly label: ReactNode
  readonly error?: string | undefined
  /** In tables the column's heading is seen, and this one is read. */
  readonly isLabelHidden?: boolean
}

/** A dense field for tables and rows of fields. */
export function SmallField({
  label,
  error,
  isLabelHidden = false,
  className = '',
  ...rest
}: SmallFieldProps) {
  return (
    <label className="grid content-start gap-1">
      <span className={isLabelHidden ? 'sr-only' : 'text-xs text-ink-2'}>{label}</span>
      <input
        type="text"
        dir="auto"
        autoComplete="off"
        {...rest}
        {...(error ? { 'aria-invalid': true } : {})}
        className={`${smallFieldClass} ${className}`}
      />
      {error ? <span className="text-xs font-semibold text-danger">{error}</span> : null}
    </label>
  )
}

type SmallSelectProps = ComponentProps<'select'> & {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly isLabelHidden?: boolean
}

export function SmallSelect({ label, options, isLabelHidden = false, ...rest }: SmallSelectProps) {
  return (
    <label className="grid content-start gap-1">
      <span className={isLabelHidden ? 'sr-only' : 'text-xs text-ink-2'}>{label}</span>
      <select {...rest} className={smallFieldClass}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
