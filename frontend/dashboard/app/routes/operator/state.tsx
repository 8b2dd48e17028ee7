import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import { Cases } from '../../operator/state/cases.tsx'
import { Numbers } from '../../operator/state/numbers.tsx'
import { act, readState } from '../../operator/state/read-state.server.ts'
import { Readers, Rules } from '../../operator/state/rules.tsx'
import { Streams } from '../../operator/state/streams.tsx'
import { buttonClass } from '../../parts/button.ts'
import { Moment } from '../../parts/moment.tsx'
import { StateLabel } from '../../parts/state.tsx'
import { Toolbar } from '../../parts/toolbar.tsx'
import { titled, useSay } from '../../texts.ts'
import { newKey, operatorOf } from '../../visit.ts'

export const meta = titled('operator.state.title')

export async function loader(args: LoaderFunctionArgs) {
  return { ...(await readState(await operatorOf(args))), key: newKey() }
}

export async function action(args: ActionFunctionArgs) {
  return act(await operatorOf(args), await args.request.formData())
}

export type StateData = Awaited<ReturnType<typeof loader>>

export default function State() {
  const say = useSay()
  const data = useLoaderData<typeof loader>()
  const { revalidate, state: loading } = useRevalidator()
  const { isWell, at, services } = data.state
  const silent = services.filter(({ isAnswering }) => !isAnswering)
  return (
    <>
      <Toolbar
        title={say('operator.state.title')}
        note={
          <>
            {say('operator.state.asOf')} <Moment at={at} />
          </>
        }
        actions={
          <button
            type="button"
            className={buttonClass('quiet')}
            disabled={loading !== 'idle'}
            onClick={() => revalidate()}
          >
            {say('operator.state.again')}
          </button>
        }
      />
      <div className="grid gap-10">
        <div className="grid gap-2 border-s-4 border-stone ps-4 text-lg font-semibold">
          <StateLabel tone={isWell ? 'good' : 'bad'} isWrapped>
            {say(isWell ? 'operator.state.well' : 'operator.state.trouble')}
          </StateLabel>
          {silent.map(({ service }) => (
            <p key={service} className="text-base font-normal text-danger">
              {say('operator.state.silent', { service })}
            </p>
          ))}
        </div>
        <Numbers data={data} />
        <Streams data={data} />
        <Cases data={data} />
        <Rules data={data} />
        <Readers data={data} />
      </div>
    </>
  )
}
