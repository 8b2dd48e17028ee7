import type { ComponentProps } from 'react'

type Look = 'primary' | 'quiet' | 'danger' | 'plain'

const looks: Readonly<Record<Look, string>> = {
  primary: 'px-4 bg-lagoon text-on-lagoon hover:opacity-90',
  quiet: 'px-4 border border-border bg-raised text-ink hover:bg-stone',
  danger: 'px-4 border border-danger bg-raised text-danger hover:bg-stone',
  plain: 'text-lagoon underline underline-offset-4 hover:no-underline',
}

/** The classes of a button, for links and labels that look like one. */
export function buttonClass(look: Look = 'primary', more = ''): string {
  return `inline-flex min-h-11 items-center justify-center gap-2 rounded-control py-2 text-base font-semibold transition duration-150 ease-quick disabled:cursor-not-allowed disabled:opacity-50 ${looks[look]} ${more}`
}

/** A button; `primary` is there once a page. */
export function Button({
  look = 'primary',
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: Look }) {
  return <button type="submit" {...rest} className={buttonClass(look, className)} />
}
