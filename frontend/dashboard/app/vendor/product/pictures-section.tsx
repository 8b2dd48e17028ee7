import { Icon, Picture } from '@rialto/ui'
import { useState } from 'react'
import { buttonClass } from '../../parts/button.ts'
import { useRefusal, useSay } from '../../texts.ts'
import type { DraftPicture } from './draft.ts'
import { Section, type SectionProps } from './sections.tsx'
import { SmallField } from './small-field.tsx'

type Uploaded = { readonly hash?: string; readonly code?: string }

/** Pictures in the order in which the shop shows them; the first one stands in lists. */
export function PicturesSection({ draft, change, problems }: SectionProps) {
  const say = useSay()
  const refusal = useRefusal('vendor')
  const [busy, setBusy] = useState(0)
  const [refused, setRefused] = useState<readonly { name: string; code: string }[]>([])
  const { pictures } = draft
  const set = (at: number, part: Partial<DraftPicture>) =>
    change({ pictures: pictures.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const move = (at: number, step: -1 | 1) => {
    const [from, to] = [pictures[at], pictures[at + step]]
    if (!from || !to) return
    change({ pictures: pictures.map((one, index) => (index === at ? to : index === at + step ? from : one)) })
  }
  const send = async (files: readonly File[]) => {
    setRefused([])
    setBusy(files.length)
    const made: DraftPicture[] = []
    for (const file of files) {
      const { hash, code } = await upload(file)
      if (hash) made.push({ hash, url: `/media/${hash}/800.webp`, alt: '' })
      else setRefused((before) => [...before, { name: file.name, code: code ?? 'CALL_UNKNOWN' }])
      setBusy((left) => left - 1)
    }
    change((now) => ({ pictures: [...now.pictures, ...made] }))
  }
  return (
    <Section title={say('vendor.editor.pictures')} note={say('vendor.editor.picturesNote')}>
      {pictures.length > 0 ? (
        <ol className="grid gap-3">
          {pictures.map((one, index) => (
            <PictureRow
              key={one.hash ?? one.url}
              picture={one}
              place={index + 1}
              count={pictures.length}
              error={problems.below(`/media/${index}`)[0]}
              setAlt={(alt) => set(index, { alt })}
              move={(step) => move(index, step)}
              remove={() => change({ pictures: pictures.filter((_, at) => at !== index) })}
            />
          ))}
        </ol>
      ) : null}
      <label
        className={`${buttonClass('quiet', 'cursor-pointer justify-self-start')} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-lagoon`}
      >
        <Icon name="plus" className="size-4" />
        {busy > 0 ? say('vendor.editor.uploading', { count: busy }) : say('vendor.editor.addPictures')}
        <input
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
          disabled={busy > 0}
          className="sr-only"
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ''
            void send(files)
          }}
        />
      </label>
      {refused.map(({ name, code }) => (
        <p key={name} role="alert" className="text-danger">
          <bdi className="font-semibold">{name}</bdi>: {refusal(code)}
        </p>
      ))}
    </Section>
  )
}

async function upload(file: File): Promise<Uploaded> {
  try {
    const response = await fetch('/dashboard/vendor/pictures', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    })
    return (await response.json()) as Uploaded
  } catch {
    return { code: 'CALL_UNKNOWN' }
  }
}

type PictureRowProps = {
  readonly picture: DraftPicture
  readonly place: number
  readonly count: number
  readonly error: string | undefined
  readonly setAlt: (alt: string) => void
  readonly move: (step: -1 | 1) => void
  readonly remove: () => void
}

function PictureRow({ picture, place, count, error, setAlt, move, remove }: PictureRowProps) {
  const say = useSay()
  const iconClass =
    'grid size-9 place-items-center rounded-control hover:bg-stone disabled:opacity-30 pointer-coarse:size-11'
  return (
    <li className="grid grid-cols-[4rem_minmax(0,1fr)] items-end gap-3 md:max-w-3xl md:grid-cols-[4rem_minmax(0,1fr)_auto]">
      <Picture image={picture.hash ?? picture.url} alt={picture.alt} sizes="64px" />
      <SmallField
        label={say('vendor.editor.alt', { place })}
        value={picture.alt}
        maxLength={500}
        error={error}
        onChange={(event) => setAlt(event.currentTarget.value)}
      />
      <div className="col-start-2 flex gap-1 md:col-start-3">
        <button
          type="button"
          className={iconClass}
          disabled={place === 1}
          onClick={() => move(-1)}
          aria-label={say('vendor.editor.pictureUp', { place })}
        >
          <Icon name="chevron" className="size-4 rotate-180" />
        </button>
        <button
          type="button"
          className={iconClass}
          disabled={place === count}
          onClick={() => move(1)}
          aria-label={say('vendor.editor.pictureDown', { place })}
        >
          <Icon name="chevron" className="size-4" />
        </button>
        <button
          type="button"
          className={iconClass}
          onClick={remove}
          aria-label={say('vendor.editor.removePicture', { place })}
        >
          <Icon name="close" className="size-4" />
        </button>
      </div>
    </li>
  )
}
