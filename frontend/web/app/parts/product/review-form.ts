import { isLanguage, type Language } from '@rialto/ui/language'

export const reviewFields = ['rating', 'title', 'text', 'shownName'] as const
export type ReviewField = (typeof reviewFields)[number]

const charactersMax: Readonly<Record<Exclude<ReviewField, 'rating'>, number>> = {
  title: 120,
  text: 4_000,
  shownName: 60,
}

/** What was typed, as it was typed: it comes back when something is wrong. */
export type Typed = Readonly<Record<ReviewField, string>>
export type Written = {
  readonly rating: number
  readonly title: string
  readonly text: string
  readonly shownName: string
  readonly language: Language
}

/** Reads the form of a review; answers what is wrong by field. */
export function readReview(
  form: FormData,
  languageDefault: Language,
): { typed: Typed; wrong: ReviewField[]; written: Written } {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : ''
  }
  const typed: Typed = {
    rating: text('rating'),
    title: text('title'),
    text: text('text'),
    shownName: text('shownName'),
  }
  const rating = Number(typed.rating)
  const wrong = reviewFields.filter((field) =>
    field === 'rating'
      ? !(Number.isInteger(rating) && rating >= 1 && rating <= 5)
      : typed[field] === '' || [...typed[field]].length > charactersMax[field],
  )
  const language = text('language')
  return {
    typed,
    wrong,
    written: { ...typed, rating, language: isLanguage(language) ? language : languageDefault },
  }
}

/** The name that is suggested: the first name and the initial of the other. */
export function suggestedName(firstName: string, lastName: string): string {
  const [initial] = [...lastName.trim()]
  return initial === undefined ? firstName.trim() : `${firstName.trim()} ${initial}.`
}
