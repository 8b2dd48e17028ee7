import { Count, Moment } from '../../parts/moment.tsx'
import { StateLabel } from '../../parts/state.tsx'
import type { StateData } from '../../routes/operator/state.tsx'
import { type TextKey, useRoot, useSay } from '../../texts.ts'

type Service = StateData['state']['services'][number]
type Check = Service['checks'][number]
type Reader = Service['readers'][number]

const summaryClass =
  'inline-flex min-h-9 cursor-pointer items-center text-lagoon underline-offset-4 hover:underline pointer-coarse:min-h-11'

/** What must hold, and whether it did when it was checked last. Broken rules come first. */
export function Rules({ data: { state } }: { data: StateData }) {
  const say = useSay()
  const checks = state.services
    .flatMap((service) => service.checks)
    .toSorted((one, other) => Number(other.isTrouble) - Number(one.isTrouble))
  if (checks.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2 className="text-base font-semibold">{say('operator.state.rules')}</h2>
      <p className="max-w-prose text-ink-2">{say('operator.state.rulesNote')}</p>
      <ul className="border-t border-stone">
        {checks.map((check) => (
          <Rule key={check.name} check={check} />
        ))}
      </ul>
    </section>
  )
}

function Rule({ check: { name, sentence, ranAt, problems, isTrouble } }: { check: Check }) {
  const say = useSay()
  const { texts } = useRoot()
  const key = `operator.state.rule.${name}` as TextKey
  const isBroken = problems.length > 0
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 border-b border-stone py-3 md:grid-cols-[1fr_14rem_14rem]">
      <span className="max-md:col-span-2">{key in texts ? say(key) : sentence}</span>
      {ranAt === null ? (
        <StateLabel tone="waiting">{say('operator.state.notYet')}</StateLabel>
      ) : (
        <StateLabel tone={isTrouble ? 'bad' : 'good'}>
          {say(
            isBroken ? 'operator.state.broken' : isTrouble ? 'operator.state.stale' : 'operator.state.holds',
          )}
        </StateLabel>
      )}
      <span className="text-end text-sm text-ink-2">{ranAt === null ? null : <Moment at={ranAt} />}</span>
      {isBroken ? (
        <details className="col-span-2 md:col-span-3">
          <summary className={summaryClass}>
            {say('operator.state.findings', { count: problems.length })}
          </summary>
          <ul dir="ltr" className="grid gap-1 ps-4 text-start text-xs text-ink-2">
            {problems.map((problem) => (
              <li key={problem} className="list-disc break-words">
                {problem}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  )
}

/** Who reads events, and how far each is behind; open when one does not keep up. */
export function Readers({ data: { state } }: { data: StateData }) {
  const say = useSay()
  const readers = state.services
    .flatMap((service) => service.readers)
    .toSorted((one, other) => (other.behindSeconds ?? 0) - (one.behindSeconds ?? 0))
  if (readers.length === 0) return null
  return (
    <details open={readers.some(({ isTrouble }) => isTrouble)}>
      <summary className={summaryClass}>{say('operator.state.readers', { count: readers.length })}</summary>
      <table className="mt-2 w-full max-w-3xl border-t border-stone">
        <caption className="sr-only">{say('operator.state.readersCaption')}</caption>
        <thead>
          <tr className="text-xs text-ink-2">
            <th scope="col" className="py-2 pe-3 text-start font-semibold">
              {say('operator.state.reader')}
            </th>
            <th scope="col" className="px-3 py-2 text-end font-semibold">
              {say('operator.state.waiting')}
            </th>
            <th scope="col" className="py-2 ps-3 text-end font-semibold">
              {say('operator.state.behind')}
            </th>
          </tr>
        </thead>
        <tbody>
          {readers.map((reader) => (
            <ReaderRow key={reader.reader} reader={reader} />
          ))}
        </tbody>
      </table>
    </details>
  )
}

function ReaderRow({ reader: { reader, behindEvents, behindSeconds, isTrouble } }: { reader: Reader }) {
  const say = useSay()
  const colour = isTrouble ? 'text-danger font-semibold' : ''
  return (
    <tr className="border-t border-stone">
      <th scope="row" className="py-2 pe-3 text-start font-normal">
        <bdi className="break-all">{reader}</bdi>
      </th>
      <td className="figures px-3 py-2 text-end">
        {behindEvents === null ? '–' : <Count of={behindEvents} />}
      </td>
      <td className={`figures py-2 ps-3 text-end whitespace-nowrap ${colour}`}>
        {behindSeconds === null ? '–' : say('operator.state.seconds', { count: Math.round(behindSeconds) })}
      </td>
    </tr>
  )
}
