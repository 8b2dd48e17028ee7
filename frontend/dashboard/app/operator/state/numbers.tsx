import { Figure, Figures } from '../../parts/figure.tsx'
import { Count } from '../../parts/moment.tsx'
import type { StateData } from '../../routes/operator/state.tsx'
import { type TextKey, useRoot, useSay } from '../../texts.ts'

/** What is counted, trouble first. */
export function Numbers({ data: { state } }: { data: StateData }) {
  const say = useSay()
  const { texts } = useRoot()
  const readers = state.services.flatMap((service) => service.readers)
  const behind = readers.reduce((sum, { behindEvents }) => sum + (behindEvents ?? 0), 0)
  const seconds = Math.round(Math.max(0, ...readers.map(({ behindSeconds }) => behindSeconds ?? 0)))
  const figures = [
    {
      name: 'events_behind',
      count: behind,
      oldestSeconds: behind > 0 ? seconds : null,
      isTrouble: readers.some(({ isTrouble }) => isTrouble),
    },
    {
      name: 'streams_parked',
      count: state.parkedStreams,
      oldestSeconds: null,
      isTrouble: state.parkedStreams > 0,
    },
    ...state.services.flatMap((service) => service.figures),
  ]
  const label = (name: string, end: '' | 'Note') => {
    const key = `operator.state.${name}${end}` as TextKey
    return key in texts ? say(key) : name
  }
  const troubleFirst = figures.toSorted((one, other) => Number(other.isTrouble) - Number(one.isTrouble))
  return (
    <section className="grid gap-3" aria-label={say('operator.state.numbers')}>
      <Figures>
        {troubleFirst.map(({ name, count, oldestSeconds, isTrouble }) => (
          <Figure
            key={name}
            label={label(name, '')}
            value={<Count of={count} />}
            note={count > 0 && oldestSeconds !== null ? <Age seconds={oldestSeconds} /> : label(name, 'Note')}
            isUrgent={isTrouble}
          />
        ))}
      </Figures>
    </section>
  )
}

function Age({ seconds }: { seconds: number }) {
  const say = useSay()
  if (seconds < 120)
    return <>{say('operator.state.oldestSeconds', { count: Math.max(1, Math.round(seconds)) })}</>
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return <>{say('operator.state.oldestMinutes', { count: minutes })}</>
  return <>{say('operator.state.oldestHours', { count: Math.round(minutes / 60) })}</>
}
