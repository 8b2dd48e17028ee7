type Look = 'primary' | 'quiet' | 'danger' | 'plain'

const looks: Readonly<Record<Look, string>> = {
  primary: 'bg-lagoon text-on-lagoon px-3 hover:opacity-90',
  quiet: 'border border-border bg-raised text-ink px-3 hover:bg-stone',
  danger: 'border border-danger bg-raised text-danger px-3 hover:bg-stone',
  plain: 'text-lagoon underline-offset-4 hover:underline',
}

/** The classes of a button in the dashboard: dense for a mouse, 44 px for fingers. For buttons and links. */
export function buttonClass(look: Look = 'primary', more = ''): string {
  return `inline-flex min-h-9 items-center justify-center gap-2 rounded-control py-1 text-sm font-semibold transition duration-150 ease-quick disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:min-h-11 ${looks[look]} ${more}`
}
