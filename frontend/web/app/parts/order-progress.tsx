import { Icon } from '@rialto/ui'
import { writeDate } from '../checkout/arrival.ts'
import type { Step } from '../checkout/progress.ts'
import { useRoot, useSay } from '../texts.ts'

/** The steps of a parcel from the order to the door, side by side where there is room. */
export function OrderProgress({ steps }: { steps: readonly Step[] }) {
  const say = useSay()
  const { language } = useRoot()
  return (
    <ol className="grid gap-3 md:grid-flow-col md:auto-cols-fr md:gap-0">
      {steps.map((step) => (
        <li key={step.name} className="group flex items-start gap-3 md:grid md:content-start md:gap-2">
          <span className="flex items-center">
            <StepMark state={step.state} />
            <span
              className={`hidden h-0.5 grow md:block md:group-last:hidden ${step.state === 'done' ? 'bg-success' : 'bg-stone'}`}
            />
          </span>
          <span className="grid md:pe-4">
            <span className={step.state === 'coming' ? 'text-ink-2' : 'font-semibold'}>
              {say(`checkout.step.${step.name}.${step.state}`)}
            </span>
            {step.at === null ? null : (
              <time dateTime={step.at} className="text-sm text-ink-2">
                {writeDate(step.at, language)}
              </time>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

function StepMark({ state }: { state: Step['state'] }) {
  const look = {
    done: 'border-success bg-success text-paper',
    begun: 'border-success text-success',
    coming: 'border-border text-transparent',
  }[state]
  return (
    <span className={`grid size-7 shrink-0 place-items-center rounded-full border-2 ${look}`}>
      <Icon name={state === 'begun' ? 'truck' : 'check'} className="size-4" />
    </span>
  )
}
