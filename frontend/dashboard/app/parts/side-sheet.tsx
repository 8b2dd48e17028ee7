import { Icon } from '@rialto/ui'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useSay } from '../texts.ts'

type SideSheetProps = {
  readonly title: ReactNode
  /** The address of the list that the sheet lies upon; the query of the list is kept. */
  readonly backTo: string
  /** Beside the title, such as a state. */
  readonly note?: ReactNode
  /** Stays at the bottom: what can be done. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/**
 * The detail of a row, beside its list, with an address of its own: the nested route renders it. A modal dialog keeps
 * the focus in it; Escape, the button and the browser's way back close it. Without script it is simply there.
 */
export function SideSheet({ title, backTo, note, actions, children }: SideSheetProps) {
  const say = useSay()
  const navigate = useNavigate()
  const { search } = useLocation()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  useEffect(() => {
    const sheet = dialog.current
    if (!sheet) return
    // The server renders it open, but only a script can make it modal.
    sheet.close()
    sheet.showModal()
    // Not on the button that closes: the sheet is read out from its title.
    heading.current?.focus()
    return () => sheet.close()
  }, [])
  const close = () => navigate(backTo + search, { preventScrollReset: true })
  return (
    <dialog
      ref={dialog}
      open
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        close()
      }}
      className="fixed inset-y-0 start-auto end-0 z-40 m-0 flex h-dvh max-h-none w-full max-w-2xl flex-col border-0 border-stone bg-paper p-0 text-ink shadow-raised veil md:border-s"
    >
      <header className="flex items-start gap-3 border-b border-stone px-4 py-3 lg:px-6">
        <div className="grid grow gap-1">
          <h2 id={titleId} tabIndex={-1} className="text-lg font-semibold outline-none" ref={heading}>
            {title}
          </h2>
          {note}
        </div>
        <button
          type="button"
          onClick={close}
          aria-label={say('frame.close')}
          className="grid size-11 shrink-0 place-items-center rounded-control hover:bg-stone"
        >
          <Icon name="close" className="size-5" />
        </button>
      </header>
      <section
        aria-labelledby={titleId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="grid grow auto-rows-max content-start gap-8 overflow-y-auto px-4 py-5 -outline-offset-2 lg:px-6"
      >
        {children}
      </section>
      {actions ? (
        <footer className="flex flex-wrap gap-2 border-t border-stone px-4 py-3 lg:px-6">{actions}</footer>
      ) : null}
    </dialog>
  )
}

/** A part of a sheet under its heading. */
export function SheetSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="text-xs font-semibold text-ink-2">{title}</h3>
      {children}
    </section>
  )
}

/** Facts with their names, one a line. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid gap-1">
      {items.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[minmax(7rem,10rem)_minmax(0,1fr)] gap-3">
          <dt className="text-ink-2">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
