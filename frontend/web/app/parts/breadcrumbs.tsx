import { Icon } from '@rialto/ui'
import { useRoot, useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'
import type { Crumb } from './page-meta.ts'

/** The way to this page, from the market down. The page itself, where it is named, is no link. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const say = useSay()
  const here = useRoot().here.split('?')[0]
  const step = 'inline-flex min-h-11 items-center'
  return (
    <nav aria-label={say('market.crumbs.label')} className="text-sm text-ink-2">
      <ol className="flex flex-wrap items-center">
        {crumbs.map(({ name, path }, index) => (
          <li key={path} className="flex items-center">
            {index > 0 ? <Icon name="chevron" className="mx-1 size-4 -rotate-90 rtl:rotate-90" /> : null}
            {path === here ? (
              <span aria-current="page" className={`${step} text-ink`}>
                {name}
              </span>
            ) : (
              <ShopLink to={path} className={`${step} hover:text-ink hover:underline`}>
                {name}
              </ShopLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
