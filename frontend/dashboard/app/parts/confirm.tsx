import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useFetcher } from 'react-router'
import { useRefusal, useSay } from '../texts.ts'
import type { Problem } from '../visit.ts'
import { buttonClass } from './button.ts'

type ConfirmProps = {
  /** On the button that asks. */
  readonly label: string
  readonly look?: 'primary' | 'quiet' | 'danger'
  /** The question, with the name of the thing: "Cancel order RK3F…?" */
  readonly title: string
  /** What will happen, and what cannot be undone. */
  readonly text: string
  /** On the button that does it: the verb again, never "OK". */
  readonly verb: string
  readonly area: 'operator' | 'vendor'
  /** Sent along to the route's action; its `intent` says what is wanted. */
  readonly values: Readonly<Record<string, string>>
  /** Where the form goes; the route of the page without it. */
  readonly action?: string
  /** Fields that must be filled in first, such as a reason. */
  readonly children?: ReactNode
}

type Answer = { readonly problem?: Problem } | undefined

/** A button that asks before it acts. It closes when the action went well, and says why when not. */
export function Confirm(props: ConfirmProps) {
  const { label, look = 'quiet', title, text, verb, area, values, action, children } = props
  const say = useSay()
  const refusal = useRefusal(area)
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const fetcher = useFetcher<Answer>()
  const isBusy = fetcher.state !== 'idle'
  const problem = isBusy ? undefined : fetcher.data?.problem
  useEffect(() => {
    if (fetcher.state === 'idle' && fetcher.data !== undefined && !fetcher.data?.problem)
      dialog.current?.close()
  }, [fetcher.state, fetcher.data])
  return (
    <>
      <button type="button" className={buttonClass(look)} onClick={() => dialog.current?.showModal()}>
        {label}
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto w-[calc(100%-2rem)] max-w-md rounded-card border border-stone bg-raised p-6 text-start font-normal whitespace-normal text-ink shadow-raised veil"
      >
        <fetcher.Form method="post" {...(action ? { action } : {})} className="grid gap-4">
          <h2 id={titleId} className="text-lg font-semibold">
            {title}
          </h2>
          <p className="text-ink-2">{text}</p>
          {problem ? (
            <p role="alert" className="font-semibold text-danger">
              {refusal(problem.code)}
            </p>
          ) : null}
          {Object.entries(values).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {children}
          <div className="flex flex-wrap justify-end gap-2">
            <button type="button" className={buttonClass('quiet')} onClick={() => dialog.current?.close()}>
              {say('frame.confirm.keep')}
            </button>
            <button
              type="submit"
              disabled={isBusy}
              className={buttonClass(look === 'danger' ? 'danger' : 'primary')}
            >
              {verb}
            </button>
          </div>
        </fetcher.Form>
      </dialog>
    </>
  )
}
