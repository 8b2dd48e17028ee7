import { Icon, Mark } from '@rialto/ui'
import { type ReactNode, useRef, useState } from 'react'
import { Form, Link, NavLink, useNavigation } from 'react-router'
import { buttonClass } from '../parts/button.ts'
import { nameOfTimeZone, useTimeZone } from '../parts/time-zone.ts'
import type { FrameData } from '../routes/frame.tsx'
import { useRoot, useSay } from '../texts.ts'
import { navigationFor } from './navigation.ts'
import { Palette } from './palette.tsx'
import { Preferences } from './preferences.tsx'

/** What surrounds every page: navigation at the side, on small windows behind a button; palette; account. */
export function Frame({ data, children }: { data: FrameData; children: ReactNode }) {
  const say = useSay()
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  const items = navigationFor(data)
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-50 focus:rounded-control focus:bg-raised focus:px-4 focus:py-2"
      >
        {say('frame.skip')}
      </a>
      <Progress />
      <SmallBar data={data} openPalette={() => setPaletteOpen(true)} />
      <aside className="hidden border-e border-stone lg:block">
        <div className="sticky top-0 flex h-dvh flex-col gap-4 overflow-y-auto p-3">
          <Home />
          <PaletteButton onClick={() => setPaletteOpen(true)} />
          <Navigation data={data} />
          <Account email={data.email} />
        </div>
      </aside>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[90rem] px-4 py-6 outline-none lg:px-8"
      >
        {children}
      </main>
      <Palette items={items} side={data.side} isOpen={isPaletteOpen} setOpen={setPaletteOpen} />
    </div>
  )
}

function Home() {
  const say = useSay()
  return (
    <Link to="/" className="flex min-h-11 items-center gap-2 px-2 text-base font-semibold">
      <Mark className="h-5 w-6" />
      {say('frame.name')}
    </Link>
  )
}

function PaletteButton({ onClick }: { onClick: () => void }) {
  const say = useSay()
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex min-h-9 items-center gap-2 rounded-control border border-border bg-raised px-2 text-ink-2 hover:bg-stone"
    >
      <Icon name="search" className="size-4" />
      <span className="grow text-start">{say('frame.palette.open')}</span>
      <kbd className="figures text-xs" dir="ltr">
        Ctrl K
      </kbd>
    </button>
  )
}

function Navigation({ data, onNavigate }: { data: FrameData; onNavigate?: () => void }) {
  const say = useSay()
  return (
    <nav aria-label={say('frame.nav.label')} className="grow">
      <ul className="grid gap-0.5">
        {navigationFor(data).map(({ to, text, icon }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={to === '/'}
              {...(onNavigate ? { onClick: onNavigate } : {})}
              className={({ isActive }) =>
                `flex min-h-9 items-center gap-3 rounded-control px-2 pointer-coarse:min-h-11 ${isActive ? 'bg-stone font-semibold text-ink' : 'text-ink-2 hover:bg-stone hover:text-ink'}`
              }
            >
              <Icon name={icon} className="size-4" />
              {say(text)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Account({ email }: { email: string }) {
  const say = useSay()
  const { language } = useRoot()
  const timeZone = useTimeZone()
  return (
    <div className="grid gap-3 border-t border-stone pt-3">
      <Preferences />
      <p className="px-2 text-xs text-ink-2" suppressHydrationWarning>
        {say('frame.timeZone', { zone: nameOfTimeZone(timeZone, language) })}
      </p>
      <p className="truncate px-2 text-xs text-ink-2" title={email}>
        <bdi>{email}</bdi>
      </p>
      <Form method="post" action="/sign-out" reloadDocument>
        <button type="submit" className={buttonClass('quiet', 'w-full')}>
          {say('frame.signOut')}
        </button>
      </Form>
      <a href="/" className="px-2 py-1 text-lagoon underline-offset-4 hover:underline">
        {say('frame.toShop')}
      </a>
    </div>
  )
}

/** The bar of small windows: the navigation opens as a dialog, which keeps the focus in it. */
function SmallBar({ data, openPalette }: { data: FrameData; openPalette: () => void }) {
  const say = useSay()
  const drawer = useRef<HTMLDialogElement>(null)
  const close = () => drawer.current?.close()
  return (
    <header className="sticky top-0 z-30 flex items-center gap-2 border-b border-stone bg-paper px-2 lg:hidden">
      <button
        type="button"
        aria-label={say('frame.nav.open')}
        onClick={() => drawer.current?.showModal()}
        className="grid size-11 place-items-center"
      >
        <svg viewBox="0 0 24 24" aria-hidden="true" className="size-5 fill-none stroke-current stroke-2">
          <path d="M4 7h16M4 12h16M4 17h16" strokeLinecap="round" />
        </svg>
      </button>
      <Home />
      <button
        type="button"
        aria-label={say('frame.palette.open')}
        onClick={openPalette}
        className="ms-auto grid size-11 place-items-center"
      >
        <Icon name="search" className="size-5" />
      </button>
      <dialog
        ref={drawer}
        aria-label={say('frame.nav.label')}
        className="me-auto ms-0 h-dvh max-h-none w-72 max-w-[85vw] flex-col gap-4 bg-paper p-3 text-ink veil open:flex"
      >
        <button
          type="button"
          aria-label={say('frame.close')}
          onClick={close}
          className="grid size-11 place-items-center self-end"
        >
          <Icon name="close" className="size-5" />
        </button>
        <Navigation data={data} onNavigate={close} />
        <Account email={data.email} />
      </dialog>
    </header>
  )
}

/** A line at the top while a page is on its way; it comes late, so that quick pages show none. */
function Progress() {
  const say = useSay()
  const isBusy = useNavigation().state !== 'idle'
  return (
    <div role="status" className="fixed inset-x-0 top-0 z-50 h-0.5">
      {isBusy ? <div className="h-full w-full animate-late bg-lagoon" /> : null}
      <span className="sr-only">{isBusy ? say('frame.loading') : ''}</span>
    </div>
  )
}
