import { useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'
import type { Crumb } from './page-meta.ts'

/** The way to this page. The last step is the page itself, and no link. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const say = useSay()
  return (
    <nav aria-label={say('market.crumbs.label')} className="text-sm text-ink-2">
      <ol className="flex flex-wrap items-center gap-x-2">
        {crumbs.map(({ name, path }, index) => (
          <li key={path} className="flex items-center gap-x-2">
            {index > 0 ? <span aria-hidden="true">/</span> : null}
            {index === crumbs.length - 1 ? (
              <span aria-current="page" className="inline-flex min-h-11 items-center text-ink">
                {name}
              </span>
            ) : (
              <ShopLink to={path} className="inline-flex min-h-11 items-center hover:underline">
                {name}
              </ShopLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
