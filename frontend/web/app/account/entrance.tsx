import { Icon, type IconName } from '@rialto/ui'
import type { ReactNode } from 'react'
import { useSay } from '../texts.ts'

const reasons = [
  ['box', 'account.why.orders'],
  ['truck', 'account.why.returns'],
  ['clock', 'account.why.drops'],
] as const satisfies readonly (readonly [IconName, string])[]

/** The pages on the way into an account: a form, and on wide screens what an account is good for. */
export function Entrance({
  title,
  text,
  children,
}: {
  title: string
  text?: string | undefined
  children: ReactNode
}) {
  const say = useSay()
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-12 px-4 py-8 md:px-8 md:py-16 lg:grid-cols-[minmax(0,27rem)_1fr] lg:gap-24">
      <section className="mx-auto w-full max-w-md lg:mx-0">
        <h1 className="display text-2xl md:text-3xl">{title}</h1>
        {text ? <p className="mt-3 text-ink-2">{text}</p> : null}
        <div className="mt-6 grid gap-6">{children}</div>
      </section>
      <aside className="hidden self-start rounded-card bg-stone p-8 lg:block">
        <h2 className="display text-xl">{say('account.why.title')}</h2>
        <ul className="mt-6 grid gap-6">
          {reasons.map(([icon, key]) => (
            <li key={key} className="flex gap-4">
              <Icon name={icon} className="size-6 text-lagoon" />
              <p>{say(key)}</p>
            </li>
          ))}
        </ul>
      </aside>
    </div>
  )
}
