import { addLanguage, Icon } from '@rialto/ui'
import { useRoot, useSay } from '../texts.ts'

/** The search, always open. With script, `islands/suggest.ts` offers titles while somebody types. */
export function SearchForm() {
  const say = useSay()
  const { language, here } = useRoot()
  const [path, query] = here.split('?')
  const asked = path === '/search' ? (new URLSearchParams(query).get('q') ?? '') : ''
  return (
    <search>
      <form
        method="get"
        action={addLanguage(language, '/search')}
        data-suggest={addLanguage(language, '/suggestions')}
        className="relative mx-auto w-full max-w-2xl"
      >
        <label htmlFor="search" className="sr-only">
          {say('shop.search.label')}
        </label>
        <input
          id="search"
          name="q"
          type="search"
          defaultValue={asked}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          placeholder={say('shop.search.hint')}
          className="h-11 w-full rounded-control border border-border bg-raised ps-4 pe-12 text-base placeholder:text-ink-2 [&::-webkit-search-cancel-button]:hidden"
        />
        <button
          type="submit"
          className="absolute end-0 top-0 grid size-11 place-items-center rounded-control"
        >
          <Icon name="search" className="size-5" />
          <span className="sr-only">{say('shop.search.submit')}</span>
        </button>
      </form>
    </search>
  )
}
