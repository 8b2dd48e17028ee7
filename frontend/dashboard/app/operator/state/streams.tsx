import { Confirm } from '../../parts/confirm.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Count, Moment } from '../../parts/moment.tsx'
import type { StateData } from '../../routes/operator/state.tsx'
import { useSay } from '../../texts.ts'

type Stream = StateData['streams'][number]

/** Streams that wait because an event of theirs failed. Without any, the figure says so. */
export function Streams({ data: { streams, may } }: { data: StateData }) {
  const say = useSay()
  const columns = useColumns()
  if (streams.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2 className="text-base font-semibold">{say('operator.state.streams')}</h2>
      <p className="max-w-prose text-ink-2">{say('operator.state.streamsNote')}</p>
      <DataTable
        name="operator-streams"
        caption={say('operator.state.streams')}
        columns={
          may.replay
            ? [
                ...columns,
                { key: 'act', label: say('frame.table.actions'), cell: (row) => <Replay stream={row} /> },
              ]
            : columns
        }
        rows={streams}
        keyOf={({ consumer, subject }) => `${consumer} ${subject}`}
        empty={null}
      />
    </section>
  )
}

function useColumns(): readonly Column<Stream>[] {
  const say = useSay()
  return [
    {
      key: 'subject',
      label: say('operator.state.stream'),
      cell: ({ subject }) => <bdi className="block max-w-60 text-xs break-all">{subject}</bdi>,
    },
    {
      key: 'consumer',
      label: say('operator.state.reader'),
      cell: ({ consumer }) => <bdi className="text-xs whitespace-nowrap">{consumer}</bdi>,
    },
    {
      key: 'event',
      label: say('operator.state.event'),
      cell: ({ event }) => (
        <span className="grid">
          <bdi>{event.type}</bdi>
          <span className="text-xs text-ink-2">
            <Moment at={event.time} />
          </span>
        </span>
      ),
    },
    {
      key: 'problem',
      label: say('operator.state.problem'),
      cell: ({ problem }) => (
        <bdi dir="ltr" className="block max-w-md text-xs break-words">
          {problem}
        </bdi>
      ),
    },
    {
      key: 'events',
      label: say('operator.state.waiting'),
      align: 'end',
      cell: ({ events }) => <Count of={events} />,
    },
    { key: 'retry', label: say('operator.state.retryAt'), cell: ({ retryAt }) => <Moment at={retryAt} /> },
  ]
}

function Replay({ stream: { service, consumer, subject } }: { stream: Stream }) {
  const say = useSay()
  return (
    <Confirm
      label={say('operator.state.replay')}
      title={say('operator.state.replayTitle', { subject })}
      text={say('operator.state.replayText')}
      verb={say('operator.state.replay')}
      area="operator"
      values={{ intent: 'replay', service, consumer, subject }}
    />
  )
}
