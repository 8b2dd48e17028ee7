import { Icon } from '@rialto/ui'
import { useSay } from '../../texts.ts'
import { ShopLink } from '../link.tsx'
import type { Crumb } from '../page-meta.ts'

/** The way to this page, from the market down. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const say = useSay()
  return (
    <nav aria-label={say('product.breadcrumbs')} className="text-sm text-ink-2">
      <ol className="flex flex-wrap items-center">
        {[{ name: say('product.market'), path: '/' }, ...crumbs].map(({ name, path }, index) => (
          <li key={path} className="flex items-center">
            {index > 0 ? <Icon name="chevron" className="mx-1 size-4 -rotate-90 rtl:rotate-90" /> : null}
            <ShopLink to={path} className="inline-flex min-h-11 items-center hover:text-ink hover:underline">
              {name}
            </ShopLink>
          </li>
        ))}
      </ol>
    </nav>
  )
}
