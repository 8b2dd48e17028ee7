import { getImport, listRejections } from '@rialto/product-service/contract'
import { useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import { buttonClass } from '../../parts/button.ts'
import { Count, Moment } from '../../parts/moment.tsx'
import { Facts, SheetSection, SideSheet } from '../../parts/side-sheet.tsx'
import { titled, useRefusal, useRoot, useSay } from '../../texts.ts'
import { ImportStateLabel } from '../../vendor/import-state.tsx'
import { smallFieldClass } from '../../vendor/product/small-field.tsx'
import { tellProblems } from '../../vendor/row-problems.ts'
import { sendFile } from '../../vendor/send-file.ts'
import { required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.imports.title')

const rejectionsShown = 100

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await vendorStaffOf(args)
  const importId = args.params['importId'] ?? ''
  const [found, rejections] = await Promise.all([
    visit.api.call(getImport, { importId }),
    visit.api.call(listRejections, { importId, limit: rejectionsShown }),
  ])
  return { run: required(found), rejections: required(rejections) }
}

type Rejection = Awaited<ReturnType<typeof loader>>['rejections']['items'][number]

export default function ImportSheet() {
  const { run, rejections } = useLoaderData<typeof loader>()
  const say = useSay()
  const hasMore = rejections.next !== null
  return (
    <SideSheet
      title={<bdi className="break-all">{run.name}</bdi>}
      backTo="/vendor/imports"
      note={<ImportStateLabel state={run.state} />}
      actions={
        run.rowsRejected > 0 ? (
          <a
            href={`/dashboard/vendor/imports/${run.id}/rejections`}
            download
            className={buttonClass('quiet')}
          >
            {say('vendor.imports.downloadRejections')}
          </a>
        ) : null
      }
    >
      <div aria-live="polite">
        <Facts
          items={[
            [say('vendor.imports.format'), say(`vendor.imports.format.${run.format}`)],
            [say('vendor.imports.done'), <Count key="done" of={run.rowsDone} />],
            [say('vendor.imports.changed'), <Count key="changed" of={run.rowsChanged} />],
            [say('vendor.imports.rejected'), <Count key="rejected" of={run.rowsRejected} />],
            [say('vendor.imports.begun'), <Moment key="at" at={run.createdAt} />],
            [say('vendor.imports.ended'), run.finishedAt ? <Moment key="end" at={run.finishedAt} /> : '—'],
          ]}
        />
      </div>
      {run.state === 'done' ? null : <SendAgain />}
      {rejections.items.length > 0 ? (
        <SheetSection title={say('vendor.imports.rejections')}>
          <table className="w-full">
            <caption className="sr-only">{say('vendor.imports.rejections')}</caption>
            <thead>
              <tr className="text-xs text-ink-2">
                <th scope="col" className="w-14 border-b border-stone py-2 pe-3 text-end">
                  {say('vendor.imports.line')}
                </th>
                <th scope="col" className="w-1/4 border-b border-stone py-2 pe-3 text-start">
                  {say('vendor.imports.row')}
                </th>
                <th scope="col" className="border-b border-stone py-2 text-start">
                  {say('vendor.imports.reason')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rejections.items.map((one) => (
                <tr key={one.line}>
                  <td className="figures border-b border-stone py-2 pe-3 text-end align-top">{one.line}</td>
                  <td className="border-b border-stone py-2 pe-3 align-top break-all">
                    <bdi>{one.externalId ?? '—'}</bdi>
                  </td>
                  <td className="border-b border-stone py-2 align-top">
                    <Reason of={one} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {hasMore ? <p className="text-ink-2">{say('vendor.imports.moreRejections')}</p> : null}
        </SheetSection>
      ) : null}
    </SideSheet>
  )
}

/** Why a row was not taken, one line for each thing; in English where this page has no words for it. */
function Reason({ of: rejection }: { of: Rejection }) {
  const say = useSay()
  const { texts } = useRoot()
  const told = tellProblems(rejection, { say, texts })
  if (told === null)
    return (
      <span lang="en" dir="ltr">
        {rejection.reason}
      </span>
    )
  return (
    <ul className="grid gap-1">
      {told.map(({ about, text, detail }) => (
        <li key={about + text}>
          {about === '' ? null : (
            <>
              <bdi className="font-semibold break-all">{about}</bdi>
              {': '}
            </>
          )}
          {text}
          {detail === '' ? null : (
            <span lang="en" dir="ltr" className="block text-xs text-ink-2">
              {detail}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** An import that stopped goes on where it was, with the same file. */
function SendAgain() {
  const { run } = useLoaderData<typeof loader>()
  const say = useSay()
  const refusal = useRefusal('vendor')
  const { revalidate } = useRevalidator()
  const [state, setState] = useState<{ isSending: boolean; code: string | null }>({
    isSending: false,
    code: null,
  })
  const send = async (file: File | undefined) => {
    if (!file) return
    setState({ isSending: true, code: null })
    setState({ isSending: false, code: await sendFile(run.id, file) })
    await revalidate()
  }
  return (
    <SheetSection title={say('vendor.imports.again')}>
      {run.problem ? (
        <p lang="en" dir="ltr" className="text-danger">
          {run.problem}
        </p>
      ) : null}
      <p className="text-ink-2">{say('vendor.imports.againText')}</p>
      {state.code ? (
        <p role="alert" className="font-semibold text-danger">
          {refusal(state.code)}
        </p>
      ) : null}
      <label className="grid gap-1 md:max-w-xs">
        <span className="text-xs text-ink-2">{say('vendor.imports.chooseFile')}</span>
        <input
          type="file"
          disabled={state.isSending}
          onChange={(event) => void send(event.currentTarget.files?.[0])}
          className={`${smallFieldClass} py-1 file:me-3 file:border-0 file:bg-transparent file:font-semibold file:text-lagoon`}
        />
      </label>
    </SheetSection>
  )
}
