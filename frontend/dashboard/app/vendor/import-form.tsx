import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useFetcher, useNavigate, useRevalidator } from 'react-router'
import { buttonClass } from '../parts/button.ts'
import { useRefusal, useSay } from '../texts.ts'
import type { Problem } from '../visit.ts'
import { currenciesOffered } from './product/draft.ts'
import { SmallSelect, smallFieldClass } from './product/small-field.tsx'
import { sendFile } from './send-file.ts'

const formats = ['shopify-csv', 'jsonl'] as const
type Format = (typeof formats)[number]

type ImportFormProps = {
  readonly sendKey: string
  readonly warehouses: readonly { readonly code: string; readonly name: string }[]
}

/** Chooses a file and sends it. The import goes on in the list below, also when this page is left. */
export function ImportForm({ sendKey, warehouses }: ImportFormProps) {
  const say = useSay()
  const refusal = useRefusal('vendor')
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const fetcher = useFetcher<{ importId?: string; problem?: Problem }>()
  const [format, setFormat] = useState<Format>('shopify-csv')
  const [code, setCode] = useState<string | null>(null)
  const file = useRef<File | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const importId = fetcher.state === 'idle' ? fetcher.data?.importId : undefined
  useEffect(() => {
    if (importId === undefined || !file.current) return
    const sent = file.current
    file.current = null
    form.current?.reset()
    void navigate(`/vendor/imports/${importId}`, { preventScrollReset: true })
    void sendFile(importId, sent).then((refused) => {
      setCode(refused)
      return revalidate()
    })
  }, [importId, navigate, revalidate])
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const chosen = typed.get('file')
    if (!(chosen instanceof File) || chosen.size === 0) return setCode('FILE_MISSING')
    setCode(null)
    file.current = chosen
    typed.delete('file')
    typed.set('name', chosen.name)
    void fetcher.submit(typed, { method: 'post' })
  }
  const refused = fetcher.data?.problem?.code ?? code
  return (
    <form
      ref={form}
      onSubmit={open}
      className="mb-8 grid gap-3 rounded-card border border-stone bg-raised p-4"
    >
      <input type="hidden" name="key" value={sendKey} />
      {refused ? (
        <p role="alert" className="font-semibold text-danger">
          {refusal(refused)}
        </p>
      ) : null}
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid w-full gap-1 md:w-72">
          <span className="text-xs text-ink-2">{say('vendor.imports.chooseFile')}</span>
          <input
            type="file"
            name="file"
            accept=".csv,.jsonl,.ndjson,text/csv,application/jsonl"
            onChange={(event) => {
              const name = event.currentTarget.files?.[0]?.name ?? ''
              if (name !== '') setFormat(name.toLowerCase().endsWith('.csv') ? 'shopify-csv' : 'jsonl')
            }}
            className={`${smallFieldClass} py-1.5 file:me-3 file:border-0 file:bg-transparent file:font-semibold file:text-lagoon`}
          />
        </label>
        <SmallSelect
          label={say('vendor.imports.format')}
          name="format"
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value as Format)}
          options={formats.map((one) => ({ value: one, label: say(`vendor.imports.format.${one}`) }))}
        />
        {format === 'shopify-csv' ? (
          <>
            <SmallSelect
              label={say('vendor.imports.currency')}
              name="currency"
              defaultValue="EUR"
              options={currenciesOffered.map((one) => ({ value: one, label: one }))}
            />
            <SmallSelect
              label={say('vendor.imports.warehouse')}
              name="warehouse"
              defaultValue=""
              options={[
                { value: '', label: say('vendor.imports.noStock') },
                ...warehouses.map((one) => ({ value: one.code, label: one.name })),
              ]}
            />
          </>
        ) : null}
        <button type="submit" disabled={fetcher.state !== 'idle'} className={buttonClass('primary')}>
          {say('vendor.imports.start')}
        </button>
      </div>
      <p className="text-xs text-ink-2">{say('vendor.imports.hint')}</p>
    </form>
  )
}
