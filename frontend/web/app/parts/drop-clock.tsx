import type { dropStates } from '@rialto/fan-service/contract'
import { addLanguage, type Language, localeOf } from '@rialto/ui'
import type { ReactNode } from 'react'
import { useRoot, useSay } from '../texts.ts'
import { Island } from './island.tsx'

export type DropState = (typeof dropStates)[number]
type Timed = {
  readonly slug: string
  readonly state: DropState
  readonly opensAt: string
  readonly endsAt: string
}

/** A moment as people of the language write it. The server knows no time zone of theirs, so it names its own. */
export function sayMoment(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
    .format(new Date(moment))
    .concat(' UTC')
}

/**
 * What `islands/drop.ts` keeps true: blocks with `data-when` are shown in their states only. Without script the page
 * stands as the server saw the drop, and a reload shows how it stands then.
 */
export function DropLive(props: { drop: Timed; now: string; className?: string; children: ReactNode }) {
  const { drop, now, className = '', children } = props
  const say = useSay()
  const { language } = useRoot()
  return (
    <div
      data-drop={addLanguage(language, `/drops/${drop.slug}/state`)}
      data-state={drop.state}
      data-now={now}
      data-opens-at={drop.opensAt}
      data-ends-at={drop.endsAt}
      data-say-soon={say('drop.say.soon')}
      data-say-open={say('drop.say.open')}
      data-say-sold_out={say('drop.say.sold_out')}
      data-say-ended={say('drop.say.ended')}
      data-say-cancelled={say('drop.say.cancelled')}
      className={className}
    >
      {children}
      <p role="status" className="sr-only" data-live="" />
    </div>
  )
}

/** Content that is there in some states only. */
export function When(props: {
  state: DropState
  states: readonly DropState[]
  children: ReactNode
  className?: string
}) {
  const { state, states, children, className = '' } = props
  return (
    <div data-when={states.join(' ')} hidden={!states.includes(state)} className={className}>
      {children}
    </div>
  )
}

const looks: Readonly<Record<DropState, string>> = {
  coming: 'border-border text-ink-2',
  open: 'border-success text-success',
  sold_out: 'border-awning text-awning',
  ended: 'border-border text-ink-2',
  cancelled: 'border-border text-ink-2',
}
const allStates = ['coming', 'open', 'sold_out', 'ended', 'cancelled'] as const

/** The state in a word. */
export function StateLabel({ state }: { state: DropState }) {
  const say = useSay()
  return allStates.map((one) => (
    <span
      key={one}
      data-when={one}
      hidden={one !== state}
      className={`rounded-full border px-3 py-1 text-sm font-semibold ${looks[one]}`}
    >
      {say(`drop.state.${one}`)}
    </span>
  ))
}

/** When it opens or ends: always as a time, and counted down where scripts run. */
export function DropClock({ drop }: { drop: Timed }) {
  const say = useSay()
  const { language } = useRoot()
  const { state, opensAt, endsAt } = drop
  const opens = say('drop.opens', { when: sayMoment(opensAt, language) })
  const until = say('drop.until', { when: sayMoment(endsAt, language) })
  const over = say('drop.over', { when: sayMoment(endsAt, language) })
  return (
    <div className="grid gap-2">
      <When state={state} states={['coming']}>
        <Moment moment={opensAt} text={opens} template={say('drop.opens', { when: '%' })} />
        <Countdown label={say('drop.countdown.opens')} to={opensAt} />
      </When>
      <When state={state} states={['open', 'sold_out']}>
        <Moment moment={endsAt} text={until} template={say('drop.until', { when: '%' })} />
      </When>
      <When state={state} states={['ended']}>
        <Moment moment={endsAt} text={over} template={say('drop.over', { when: '%' })} />
      </When>
    </div>
  )
}

/** A time; the island says it again in the visitor's own time zone. */
export function Moment(props: { moment: string; text: string; template?: string }) {
  const { moment, text, template = '%' } = props
  return (
    <p className="figures text-ink-2">
      <Island name="local-times" />
      <time dateTime={moment} data-local={template}>
        {text}
      </time>
    </p>
  )
}

const countdownHoursMax = 48

/**
 * Figures that tick are for the eye; who listens is told at the moments that matter. Their place is kept from the first
 * paint on, and they are seen once a script counts. A day that is far away needs no seconds.
 */
function Countdown({ label, to }: { label: string; to: string }) {
  const isFar = Date.parse(to) - Date.now() > countdownHoursMax * 3_600_000
  return (
    <p hidden={isFar} data-countdown="" aria-hidden="true" className="invisible flex items-baseline gap-3">
      <span className="text-ink-2">{label}</span>
      <bdi data-figures="" className="display figures text-3xl">
        00:00:00
      </bdi>
    </p>
  )
}
