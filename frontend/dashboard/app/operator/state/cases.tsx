import { SelectField, TextField } from '@rialto/ui'
import { useEffect } from 'react'
import { Link, useFetcher, useRevalidator } from 'react-router'
import { buttonClass } from '../../parts/button.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Amount, Day, Moment } from '../../parts/moment.tsx'
import { StateLabel } from '../../parts/state.tsx'
import type { StateData } from '../../routes/operator/state.tsx'
import { useRefusal, useSay } from '../../texts.ts'

type Case = NonNullable<StateData['cases']>[number]
type Side = Case['here']

const pollMs = 1_500

/** Ledger and provider: when they were held against each other last, and where they differ. */
export function Cases({ data }: { data: StateData }) {
  const say = useSay()
  const { cases, lastMatch, may } = data
  const columns = useColumns()
  if (!cases) return null
  const act: Column<Case> = {
    key: 'act',
    label: say('frame.table.actions'),
    cell: (row) => <Explain row={row} data={data} />,
  }
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="grid gap-1">
          <h2 className="text-base font-semibold">{say('operator.state.ledger')}</h2>
          <p className="text-ink-2">
            <LastMatch match={lastMatch} />
          </p>
        </div>
        {may.explain ? <MatchNow data={data} /> : null}
      </div>
      {cases.length === 0 ? (
        <p className="border-t border-stone py-3 text-ink-2">
          {say(lastMatch ? 'operator.state.noCases' : 'operator.state.neverMatched')}
        </p>
      ) : (
        <DataTable
          name="operator-ledger-cases"
          caption={say('operator.state.ledger')}
          columns={may.explain ? [...columns, act] : columns}
          rows={cases}
          keyOf={({ caseId }) => caseId}
          empty={null}
        />
      )}
    </section>
  )
}

function LastMatch({ match }: { match: StateData['lastMatch'] }) {
  const say = useSay()
  if (!match) return <>{say('operator.state.noMatch')}</>
  if (match.state !== 'done') return <>{say('operator.state.matching')}</>
  return (
    <>
      {say('operator.state.lastMatch')} <Day of={match.day} /> ·{' '}
      {say('operator.state.transactions', { count: match.transactions })}
    </>
  )
}

/** Asks for a match of today, and looks again until it is done. */
function MatchNow({ data: { lastMatch, key } }: { data: StateData }) {
  const say = useSay()
  const refusal = useRefusal('operator')
  const fetcher = useFetcher<{ problem?: { code: string } }>()
  const { revalidate } = useRevalidator()
  const isUnderWay = lastMatch !== null && lastMatch.state !== 'done'
  useEffect(() => {
    if (!isUnderWay) return
    const timer = setInterval(() => revalidate(), pollMs)
    return () => clearInterval(timer)
  }, [isUnderWay, revalidate])
  return (
    <fetcher.Form method="post" className="grid justify-items-end gap-1">
      <input type="hidden" name="intent" value="match" />
      <input type="hidden" name="key" value={key} />
      <button
        type="submit"
        className={buttonClass('quiet')}
        disabled={isUnderWay || fetcher.state !== 'idle'}
      >
        {say('operator.state.matchNow')}
      </button>
      {fetcher.data?.problem ? (
        <p role="alert" className="text-sm font-semibold text-danger">
          {refusal(fetcher.data.problem.code)}
        </p>
      ) : null}
    </fetcher.Form>
  )
}

function useColumns(): readonly Column<Case>[] {
  const say = useSay()
  return [
    {
      key: 'kind',
      label: say('operator.state.case'),
      cell: ({ kind }) => <StateLabel tone="bad">{say(`operator.state.kind.${kind}`)}</StateLabel>,
    },
    { key: 'day', label: say('operator.state.day'), cell: ({ day }) => <Day of={day} /> },
    { key: 'what', label: say('operator.state.what'), cell: (row) => <What row={row} /> },
    {
      key: 'here',
      label: say('operator.state.here'),
      align: 'end',
      cell: ({ here }) => <Money side={here} />,
    },
    {
      key: 'there',
      label: say('operator.state.there'),
      align: 'end',
      cell: ({ there }) => <Money side={there} />,
    },
    {
      key: 'found',
      label: say('operator.state.found'),
      isExtra: true,
      cell: ({ foundAt }) => <Moment at={foundAt} />,
    },
  ]
}

function What({ row: { subject, providerType, orderId, orderNumber } }: { row: Case }) {
  const say = useSay()
  return (
    <span className="grid">
      {orderId && orderNumber ? (
        <Link to={`/orders/${orderId}`} className="text-lagoon underline-offset-4 hover:underline">
          {say('operator.state.order', { number: orderNumber })}
        </Link>
      ) : null}
      <bdi className="text-xs break-all text-ink-2">{[providerType, subject].filter(Boolean).join(' ')}</bdi>
    </span>
  )
}

function Money({ side }: { side: Side }) {
  const say = useSay()
  if (!side) return <span className="text-ink-2">{say('operator.state.nothing')}</span>
  return (
    <span className="grid justify-items-end">
      <Amount amount={side.amount} currency={side.currency} />
      <span className="text-xs text-ink-2">
        {say('operator.state.fee')} <Amount amount={side.fee} currency={side.currency} />
      </span>
    </span>
  )
}

function Explain({ row: { caseId, subject }, data: { key, reasons } }: { row: Case; data: StateData }) {
  const say = useSay()
  return (
    <Confirm
      label={say('operator.state.explain')}
      title={say('operator.state.explainTitle', { subject })}
      text={say('operator.state.explainText')}
      verb={say('operator.state.explain')}
      area="operator"
      values={{ intent: 'explain', caseId, key: `${key}-${caseId}` }}
    >
      <SelectField
        id={`reason-${caseId}`}
        name="reason"
        label={say('operator.reason')}
        options={reasons.map((value) => ({ value, label: say(`operator.state.reason.${value}`) }))}
      />
      <TextField
        id={`note-${caseId}`}
        name="note"
        label={say('operator.state.note')}
        hint={say('operator.state.noteHint')}
        maxLength={500}
      />
    </Confirm>
  )
}
