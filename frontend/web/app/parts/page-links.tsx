import { Icon } from '@rialto/ui'
import { type ListQuery, pageNumbers, writeListQuery } from '../market/list-query.ts'
import { useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'

const step = 'inline-flex min-h-11 items-center gap-2 px-2 hover:underline hover:underline-offset-4'

/** The pages of a list. */
export function PageLinks({ path, query, pageCount }: { path: string; query: ListQuery; pageCount: number }) {
  const say = useSay()
  if (pageCount < 2) return null
  const { page } = query
  const at = (number: number) => `${path}${writeListQuery({ ...query, page: number })}`
  return (
    <nav
      aria-label={say('market.pages.label')}
      className="mt-16 flex items-center justify-between gap-4 border-t border-stone pt-4"
    >
      {page > 1 ? (
        <ShopLink to={at(page - 1)} rel="prev" className={step}>
          <Icon name="arrow" className="size-5 rotate-180" />
          {say('market.pages.previous')}
        </ShopLink>
      ) : (
        <span />
      )}
      <ul className="figures flex items-center">
        {pageNumbers(page, pageCount).map((number, index) => (
          <li key={number ?? `gap-${index}`} className={number === page ? '' : 'hidden md:block'}>
            {number === null ? (
              <span className="grid size-11 place-items-center text-ink-2">…</span>
            ) : (
              <ShopLink
                to={at(number)}
                aria-label={say('market.pages.page', { page: number })}
                aria-current={number === page ? 'page' : undefined}
                className="grid size-11 place-items-center rounded-control hover:bg-stone aria-[current]:font-semibold aria-[current]:underline aria-[current]:underline-offset-8"
              >
                {number}
              </ShopLink>
            )}
          </li>
        ))}
      </ul>
      {page < pageCount ? (
        <ShopLink to={at(page + 1)} rel="next" className={step}>
          {say('market.pages.next')}
          <Icon name="arrow" className="size-5" />
        </ShopLink>
      ) : (
        <span />
      )}
    </nav>
  )
}
