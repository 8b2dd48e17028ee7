import { localeOf } from '@rialto/ui'
import { writeDate } from '../checkout/arrival.ts'
import { useRoot } from '../texts.ts'

/** A day, as people of the language write it. */
export function Day({ at }: { at: string }) {
  return <time dateTime={at}>{writeDate(at, useRoot().language)}</time>
}

/** A minute, in the time of the world: nobody here knows the visitor's clock. */
export function Minute({ at }: { at: string }) {
  const { language } = useRoot()
  const format = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  return <time dateTime={at}>{`${format.format(new Date(at))} UTC`}</time>
}
