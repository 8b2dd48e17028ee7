import { type Language, languages } from '@rialto/ui'
import { Form, useLocation } from 'react-router'
import { themes } from '../preferences.ts'
import { useRoot, useSay } from '../texts.ts'

const names: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', ar: 'العربية' }

/** Language and theme. A change loads the page anew: its texts come with it. */
export function Preferences() {
  const say = useSay()
  const root = useRoot()
  const { pathname, search } = useLocation()
  return (
    <Form method="post" action="/preferences" reloadDocument className="grid gap-2">
      <input type="hidden" name="to" value={pathname + search} />
      <Choice
        name="language"
        label={say('frame.language')}
        value={root.language}
        options={languages.map((language) => ({ value: language, label: names[language], lang: language }))}
      />
      <Choice
        name="theme"
        label={say('frame.theme')}
        value={root.theme}
        options={themes.map((theme) => ({ value: theme, label: say(`frame.theme.${theme}`) }))}
      />
    </Form>
  )
}

type ChoiceProps = {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly options: readonly { value: string; label: string; lang?: string }[]
}

function Choice({ name, label, value, options }: ChoiceProps) {
  return (
    <label className="grid gap-1 px-2 text-xs text-ink-2">
      {label}
      <select
        name={name}
        defaultValue={value}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
        className="min-h-9 w-full rounded-control border border-border bg-raised px-2 text-sm text-ink pointer-coarse:min-h-11"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
