import { auditedServices, listAuditEntries } from '@rialto/tenant-service/contract'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { orderByTime, useByTime } from '../../parts/by-time.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Moment } from '../../parts/moment.tsx'
import { StateLabel } from '../../parts/state.tsx'
import { FilterChoice, Filters, FilterText, Toolbar } from '../../parts/toolbar.tsx'
import { type TextKey, titled, useRoot, useSay } from '../../texts.ts'
import { operatorOf, required } from '../../visit.ts'

export const meta = titled('operator.audit.title')

const fields = ['day', 'actorId', 'subject', 'endpoint'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await operatorOf(args)
  const query = new URL(args.request.url).searchParams
  const service = auditedServices.find((one) => one === query.get('service'))
  const after = query.get('after')
  const wanted = Object.fromEntries(
    fields.map((field) => [field, (query.get(field) ?? '').trim().slice(0, 100)]),
  ) as Record<(typeof fields)[number], string>
  const filter = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== ''))
  const page = required(
    await visit.api.call(listAuditEntries, {
      ...filter,
      ...(service ? { service } : {}),
      ...(after ? { after } : {}),
      ...orderByTime(query),
    }),
  )
  const items = page.items.map(({ given, changes, ...entry }) => ({
    ...entry,
    detail: JSON.stringify({ given, changes }, null, 2),
  }))
  return { items, next: page.next, wanted, service: service ?? '', services: [...auditedServices] }
}

type Row = Awaited<ReturnType<typeof loader>>['items'][number]

export default function Audit() {
  const say = useSay()
  const { items, next, wanted, service, services } = useLoaderData<typeof loader>()
  const isFiltered = service !== '' || Object.values(wanted).some((value) => value !== '')
  return (
    <>
      <Toolbar title={say('operator.audit.title')} note={say('operator.audit.note')} />
      <Filters clearTo={isFiltered ? '/audit' : null}>
        <FilterText name="day" type="date" label={say('operator.audit.day')} value={wanted.day} />
        <FilterText name="actorId" label={say('operator.audit.actor')} value={wanted.actorId} />
        <FilterText name="subject" label={say('operator.audit.subject')} value={wanted.subject} />
        <FilterText name="endpoint" label={say('operator.audit.endpoint')} value={wanted.endpoint} />
        <FilterChoice
          name="service"
          label={say('operator.audit.service')}
          value={service}
          options={[
            { value: '', label: say('operator.audit.anyService') },
            ...services.map((value) => ({ value, label: value })),
          ]}
        />
      </Filters>
      <DataTable
        name="operator-audit"
        caption={say('operator.audit.title')}
        columns={useColumns()}
        rows={items}
        keyOf={(row) => row.id}
        next={next}
        empty={<p>{say(isFiltered ? 'operator.audit.noneFound' : 'operator.audit.none')}</p>}
      />
    </>
  )
}

function useColumns(): readonly Column<Row>[] {
  const say = useSay()
  const byTime = useByTime()
  return [
    { key: 'at', label: say('operator.audit.at'), sort: byTime, cell: (row) => <Moment at={row.at} /> },
    { key: 'what', label: say('operator.audit.endpoint'), cell: (row) => <bdi>{row.endpoint}</bdi> },
    { key: 'who', label: say('operator.audit.actor'), cell: (row) => <Who row={row} /> },
    {
      key: 'outcome',
      label: say('operator.audit.outcome'),
      cell: ({ outcome }) =>
        outcome === 'done' ? (
          <StateLabel tone="good">{say('operator.audit.done')}</StateLabel>
        ) : (
          <StateLabel tone="bad">{outcome}</StateLabel>
        ),
    },
    {
      key: 'detail',
      label: say('operator.audit.detail'),
      cell: (row) => (
        <details>
          <summary className="flex cursor-pointer list-none items-center text-lagoon underline-offset-4 hover:underline pointer-coarse:min-h-11">
            {say('operator.audit.show')}
          </summary>
          <pre
            dir="ltr"
            className="max-h-72 max-w-md overflow-auto py-2 text-start text-xs whitespace-pre-wrap"
          >
            {row.detail}
          </pre>
        </details>
      ),
    },
    { key: 'subjects', label: say('operator.audit.subjects'), cell: (row) => <Things of={row.subjects} /> },
    {
      key: 'service',
      label: say('operator.audit.service'),
      isExtra: true,
      cell: (row) => <bdi>{row.service}</bdi>,
    },
    {
      key: 'trace',
      label: say('operator.audit.trace'),
      isExtra: true,
      cell: (row) => <bdi className="figures text-xs">{row.traceId}</bdi>,
    },
  ]
}

/** The role as people know it; somebody who works here is no shopper to the log. */
function useRoles(): (row: Row) => string {
  const say = useSay()
  const { texts } = useRoot()
  return ({ actorRole, actorKind }) => {
    if (actorRole === null) return say(actorKind === 'guest' ? 'operator.audit.guest' : 'operator.audit.key')
    const roles = actorRole.split(' ')
    const shown = roles.length > 1 ? roles.filter((role) => role !== 'shopper') : roles
    return shown
      .map((role) => {
        const key = `operator.role.${role}` as TextKey
        return key in texts ? say(key) : role
      })
      .join(', ')
  }
}

function Who({ row }: { row: Row }) {
  const roles = useRoles()
  return (
    <span className="grid max-md:justify-items-end">
      <span>{roles(row)}</span>
      <Id name="actorId" value={row.actorId} />
    </span>
  )
}

/** The first thing that was changed; the rest are counted. */
function Things({ of: ids }: { of: readonly string[] }) {
  const say = useSay()
  const [first, ...more] = ids
  if (first === undefined) return <>–</>
  return (
    <span className="grid text-xs max-md:justify-items-end">
      <Id name="subject" value={first} />
      {more.length > 0 ? (
        <span className="text-ink-2" title={more.join('\n')}>
          {say('operator.audit.more', { count: more.length })}
        </span>
      ) : null}
    </span>
  )
}

/** An id leads to the entries that name it. */
function Id({ name, value }: { name: 'actorId' | 'subject'; value: string }) {
  return (
    <Link
      to={`/audit?${new URLSearchParams({ [name]: value })}`}
      className="figures inline-flex items-center text-xs whitespace-nowrap text-ink-2 underline-offset-4 hover:text-lagoon hover:underline pointer-coarse:min-h-11"
    >
      <bdi>{value}</bdi>
    </Link>
  )
}
