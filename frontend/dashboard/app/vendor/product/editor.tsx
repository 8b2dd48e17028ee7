import type { FieldProblem } from '@rialto/core'
import { Notice } from '@rialto/ui'
import { useEffect, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import { buttonClass } from '../../parts/button.ts'
import { useRefusal, useSay } from '../../texts.ts'
import type { Catalogue } from '../catalogue.server.ts'
import { AttributesSection } from './attributes-section.tsx'
import { Conflict } from './conflict.tsx'
import { type Draft, isUntouched } from './draft.ts'
import { PicturesSection } from './pictures-section.tsx'
import { useProblems } from './problems.ts'
import { type Change, PlaceSection, TextsSection } from './sections.tsx'
import { VariantsSection } from './variants-section.tsx'
import { WordsSection } from './words-section.tsx'

export type EditorAnswer = {
  /** The version that is stored now, once the product was written. */
  readonly version?: number
  readonly problem?: { readonly code: string; readonly fields: readonly FieldProblem[] }
  readonly theirs?: { readonly draft: Draft; readonly version: number }
}

type EditorProps = {
  readonly start: Draft
  readonly version: number | null
  readonly catalogue: Catalogue
  readonly sendKey: string
  /** Whether the product waits for somebody to submit it. */
  readonly canSubmit: boolean
}

/** The one editor of new and stored products. What was typed stays here, whatever the answer is. */
export function ProductEditor({ start, version, catalogue, sendKey, canSubmit }: EditorProps) {
  const say = useSay()
  const refusal = useRefusal('vendor')
  const fetcher = useFetcher<EditorAnswer>()
  const [seen, setSeen] = useState({ draft: start, version })
  const [draft, setDraft] = useState(start)
  const [settled, setSettled] = useState<EditorAnswer | undefined>(undefined)
  const [theirs, setTheirs] = useState<EditorAnswer['theirs']>(undefined)
  const change: Change = (part) =>
    setDraft((now) => ({ ...now, ...(typeof part === 'function' ? part(now) : part) }))
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  const [sent, setSent] = useState(start)
  const fields = (answer?.problem?.fields ?? []).filter((one) => isUntouched(one.path, sent, draft))
  const problems = useProblems(fields)
  const isBusy = fetcher.state !== 'idle'
  const isChanged = JSON.stringify(draft) !== JSON.stringify(seen.draft)
  useUnsavedWarning(isChanged && !isBusy)
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is taken in once, with the draft as it is then
  useEffect(() => {
    if (!answer) return
    setTheirs(answer.theirs)
    if (answer.version !== undefined) setSeen({ draft: sent, version: answer.version })
  }, [answer])
  const send = (intent: 'save' | 'submit') => {
    setSent(draft)
    const typed = { intent, key: sendKey, version: String(seen.version ?? ''), draft: JSON.stringify(draft) }
    void fetcher.submit(typed, { method: 'post' })
  }
  const keepMine = () => {
    if (!theirs) return
    setSeen(theirs)
    setTheirs(undefined)
    setSettled(answer)
  }
  const problem = theirs || settled === answer ? undefined : answer?.problem
  const top = useFocusOn(answer?.problem)
  const isSaved = answer?.version !== undefined && !answer.problem && !isChanged
  const section = { draft, change, problems }
  return (
    <div ref={top} tabIndex={-1} className="grid grid-cols-[minmax(0,1fr)] gap-4 pb-24 outline-none">
      {theirs && answer?.problem ? (
        <Conflict
          seen={seen.draft}
          mine={draft}
          theirs={theirs.draft}
          take={(field) => change({ [field]: theirs.draft[field] })}
          keepMine={keepMine}
        />
      ) : null}
      {problem ? (
        <Notice kind="danger" title={refusal(problem.code)}>
          {fields.length > 0 ? (
            <ul className="list-disc ps-5">
              {fields.map((one) => (
                <li key={one.path + one.problem}>
                  <bdi className="font-semibold">{problems.nameOf(one.path)}</bdi>: {problems.at(one.path)}
                </li>
              ))}
            </ul>
          ) : null}
        </Notice>
      ) : null}
      <TextsSection {...section} />
      <PlaceSection {...section} categories={catalogue.categories} brands={catalogue.brands} />
      <PicturesSection {...section} />
      <VariantsSection {...section} />
      <AttributesSection {...section} choices={catalogue.attributes} />
      <WordsSection {...section} choices={catalogue.attributes} />
      <div className="fixed inset-x-0 bottom-0 z-20 border-t border-stone bg-paper lg:start-56">
        <div className="mx-auto flex max-w-[90rem] flex-wrap items-center gap-3 px-4 py-3 lg:px-8">
          <button
            type="button"
            disabled={isBusy}
            className={buttonClass(canSubmit ? 'quiet' : 'primary')}
            onClick={() => send('save')}
          >
            {version === null ? say('vendor.editor.saveDraft') : say('vendor.editor.save')}
          </button>
          {canSubmit ? (
            <button
              type="button"
              disabled={isBusy}
              className={buttonClass('primary')}
              onClick={() => send('submit')}
            >
              {say('vendor.editor.submit')}
            </button>
          ) : null}
          <span role="status" className="text-ink-2">
            {isBusy
              ? say('vendor.editor.saving')
              : isSaved
                ? say('vendor.editor.saved')
                : isChanged
                  ? say('vendor.editor.unsaved')
                  : ''}
          </span>
        </div>
      </div>
    </div>
  )
}

/** The browser asks before a window with unsaved words is closed. */
function useUnsavedWarning(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isNeeded])
}

/** Leads to the top of the editor when something was refused: what to do stands there. */
function useFocusOn(problem: unknown) {
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!problem) return
    top.current?.focus({ preventScroll: true })
    top.current?.scrollIntoView({ block: 'start' })
  }, [problem])
  return top
}
