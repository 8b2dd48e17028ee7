import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useSay } from '../texts.ts'
import type { NavigationItem } from './navigation.ts'

type PaletteProps = {
  readonly items: readonly NavigationItem[]
  readonly side: 'operator' | 'vendor'
  readonly isOpen: boolean
  readonly setOpen: (isOpen: boolean) => void
}

type Command = { readonly to: string; readonly label: string }

/** Ctrl K or ⌘ K: go to a page by its name, or look for an order by its number. */
export function Palette({ items, side, isOpen, setOpen }: PaletteProps) {
  const say = useSay()
  const navigate = useNavigate()
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const commands = commandsFor({ items, side, typed, say })
  const chosen = commands[Math.min(at, commands.length - 1)]

  useShortcut(() => setOpen(true))
  useEffect(() => {
    if (!isOpen) return dialog.current?.close()
    setTyped('')
    setAt(0)
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [isOpen])

  const run = (command: Command | undefined) => {
    if (!command) return
    setOpen(false)
    navigate(command.to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((was) => (was + step + commands.length) % Math.max(commands.length, 1))
    else if (event.key === 'Enter') run(chosen)
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      aria-label={say('frame.palette.open')}
      onClose={() => setOpen(false)}
      className="mx-auto mt-[12dvh] mb-auto w-[calc(100%-2rem)] max-w-xl rounded-card border border-stone bg-raised p-2 text-ink shadow-raised veil"
    >
      <label className="grid gap-1 p-2 text-xs text-ink-2">
        {say('frame.palette.label')}
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen ? optionId(listId, chosen) : undefined}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          className="min-h-11 rounded-control border border-border bg-raised px-3 text-base text-ink"
        />
      </label>
      <div
        id={listId}
        role="listbox"
        aria-label={say('frame.palette.results')}
        className="max-h-80 overflow-y-auto"
      >
        {commands.map((command) => (
          <div
            key={command.to}
            id={optionId(listId, command)}
            role="option"
            tabIndex={-1}
            aria-selected={command === chosen}
            className="flex min-h-11 cursor-pointer items-center rounded-control px-3 aria-selected:bg-stone"
            onClick={() => run(command)}
            onKeyDown={onKeyDown}
          >
            {command.label}
          </div>
        ))}
      </div>
      {commands.length === 0 ? <p className="px-3 py-2 text-ink-2">{say('frame.palette.none')}</p> : null}
    </dialog>
  )
}

function optionId(listId: string, { to }: Command): string {
  return `${listId}-${to}`
}

type Wanted = Pick<PaletteProps, 'items' | 'side'> & { typed: string; say: ReturnType<typeof useSay> }

/** Pages whose name holds what was typed; whatever was typed can also be looked for among the orders. */
function commandsFor({ items, side, typed, say }: Wanted): readonly Command[] {
  const wanted = typed.trim()
  const pages = items
    .map(({ to, text }) => ({ to, label: say(text) }))
    .filter(({ label }) => label.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()))
  if (wanted === '') return pages
  const orders = side === 'operator' ? '/orders' : '/vendor/orders'
  const search = {
    to: `${orders}?${new URLSearchParams({ number: wanted })}`,
    label: say('frame.palette.findOrder', { number: wanted }),
  }
  return items.some(({ to }) => to === orders) ? [...pages, search] : pages
}

function useShortcut(open: () => void): void {
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
