import { localeOf } from '@rialto/ui'
import { writeDate } from '../checkout/arrival.ts'
import { Island } from '../parts/island.tsx'
import { useRoot } from '../texts.ts'

/** A day, as people of the language write it. */
export function Day({ at }: { at: string }) {
  return <time dateTime={at}>{writeDate(at, useRoot().language)}</time>
}

/** A minute in the time of the world; where scripts run, the island says it again by the visitor's own clock. */
export function Minute({ at }: { at: string }) {
  const { language } = useRoot()
  const format = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  return (
    <>
      <Island name="local-times" />
      <time dateTime={at} data-local="%">{`${format.format(new Date(at))} UTC`}</time>
    </>
  )
}
