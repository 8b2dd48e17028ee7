import { Button, buttonClass, languageNames, Notice, SelectField, TextArea, TextField } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'
import { ShopLink } from '../link.tsx'
import type { ReviewField, Typed } from './review-form.ts'

export type OwnReview = {
  readonly reviewId: string
  readonly version: number
  readonly hiddenReason: string | null
}

export type WriteProblem = 'fields' | 'exists' | 'notBought' | 'changed' | 'busy'

export type Writing = {
  /** Whether the form is there, and if not, why. */
  readonly state: 'open' | 'signIn' | 'notBought'
  readonly own: OwnReview | null
  readonly typed: Typed
  readonly language: string
  readonly key: string
  readonly wrong: readonly ReviewField[]
  readonly problem: WriteProblem | null
}

const stars = [5, 4, 3, 2, 1] as const

/** One’s own review: to write, to change, or what is missing for it. */
export function ReviewWrite({ writing }: { writing: Writing }) {
  const say = useSay()
  const { here } = useRoot()
  const { state, own } = writing
  return (
    <section aria-labelledby="write" className="grid max-w-2xl gap-6">
      <h2 id="write" className="display scroll-mt-6 text-xl">
        {say('product.write.title')}
      </h2>
      {state === 'signIn' ? (
        <div className="grid justify-items-start gap-4">
          <p className="text-ink-2">{say('product.write.signIn')}</p>
          <ShopLink to={`/sign-in?back=${encodeURIComponent(here)}`} className={buttonClass('quiet')}>
            {say('product.write.signInLink')}
          </ShopLink>
        </div>
      ) : null}
      {state === 'notBought' ? <p className="text-ink-2">{say('product.write.notBought')}</p> : null}
      {own?.hiddenReason ? (
        <Notice kind="info" title={say('product.write.hidden', { reason: own.hiddenReason })}>
          {say('product.write.hiddenHelp')}
        </Notice>
      ) : null}
      {state === 'open' ? <WriteForm writing={writing} /> : null}
      {state === 'open' && own ? <DeleteForm reviewId={own.reviewId} /> : null}
    </section>
  )
}

function WriteForm({ writing }: { writing: Writing }) {
  const say = useSay()
  const { own, typed, wrong, problem } = writing
  const errorOf = (field: ReviewField) => {
    const name = field === 'title' ? 'heading' : field === 'shownName' ? 'name' : field
    return wrong.includes(field) ? say(`product.write.problem.${name}`) : undefined
  }
  return (
    <form method="post" action="#write" className="grid gap-6">
      {problem === null ? null : (
        <Notice kind="danger" title={say('product.write.problem.title')}>
          {say(`product.write.problem.${problem}`)}
        </Notice>
      )}
      <input type="hidden" name="key" value={writing.key} />
      <input type="hidden" name="do" value={own ? 'update' : 'create'} />
      {own ? <input type="hidden" name="reviewId" value={own.reviewId} /> : null}
      {own ? <input type="hidden" name="version" value={own.version} /> : null}
      <RatingField chosen={typed.rating} error={errorOf('rating')} />
      <TextField
        name="title"
        label={say('product.write.heading')}
        defaultValue={typed.title}
        error={errorOf('title')}
      />
      <TextArea
        name="text"
        label={say('product.write.text')}
        hint={say('product.write.textHint')}
        defaultValue={typed.text}
        error={errorOf('text')}
        rows={7}
      />
      <div className="grid gap-6 md:grid-cols-2">
        <TextField
          name="shownName"
          label={say('product.write.name')}
          hint={say('product.write.nameHint')}
          defaultValue={typed.shownName}
          error={errorOf('shownName')}
          autoComplete="nickname"
        />
        <LanguageField chosen={writing.language} />
      </div>
      <div>
        <Button>{say(own ? 'product.write.save' : 'product.write.send')}</Button>
      </div>
    </form>
  )
}

function LanguageField({ chosen }: { chosen: string }) {
  const say = useSay()
  const options = (['en', 'de', 'ar'] as const).map((value) => ({
    value,
    label: languageNames[value],
    lang: value,
  }))
  return (
    <SelectField
      name="language"
      label={say('product.write.language')}
      hint={say('product.write.languageHint')}
      options={options}
      defaultValue={chosen}
    />
  )
}

function RatingField({ chosen, error }: { chosen: string; error: string | undefined }) {
  const say = useSay()
  return (
    <fieldset
      className="grid gap-2"
      {...(error ? { 'aria-describedby': 'rating-error', 'aria-invalid': true } : {})}
    >
      <legend className="pb-1 text-sm font-semibold">{say('product.write.rating')}</legend>
      {error ? (
        <p id="rating-error" className="text-sm font-semibold text-danger">
          {error}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {stars.map((star) => (
          <label
            key={star}
            className="inline-flex min-h-11 items-center gap-2 rounded-control border border-border bg-raised px-3 py-2 has-[:checked]:border-ink has-[:checked]:ring-1 has-[:checked]:ring-ink"
          >
            <input
              type="radio"
              name="rating"
              value={star}
              defaultChecked={chosen === String(star)}
              className="size-5 accent-lagoon"
            />
            {say(`product.write.star${star}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function DeleteForm({ reviewId }: { reviewId: string }) {
  const say = useSay()
  return (
    <details className="border-t border-stone pt-4">
      <summary className="min-h-11 cursor-pointer py-2 text-danger underline underline-offset-4">
        {say('product.write.delete')}
      </summary>
      <form method="post" className="grid justify-items-start gap-3 pt-2">
        <p className="text-ink-2">{say('product.write.deleteSure')}</p>
        <input type="hidden" name="do" value="delete" />
        <input type="hidden" name="reviewId" value={reviewId} />
        <Button look="danger">{say('product.write.delete')}</Button>
      </form>
    </details>
  )
}
