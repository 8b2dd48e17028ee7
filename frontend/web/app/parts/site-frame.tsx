import type { ReactNode } from 'react'
import { useSay } from '../texts.ts'
import { Island } from './island.tsx'
import { SiteFooter } from './site-footer.tsx'
import { SiteHeader } from './site-header.tsx'

/** Header, content, footer. */
export function SiteFrame({ children }: { children: ReactNode }) {
  const say = useSay()
  return (
    <div className="flex min-h-dvh flex-col">
      <Island name="menus" />
      <Island name="suggest" />
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:start-4 focus:top-2 focus:z-50 focus:bg-raised focus:px-4 focus:py-3"
      >
        {say('shop.skip')}
      </a>
      <SiteHeader />
      <main id="content" tabIndex={-1} className="grow outline-none">
        {children}
      </main>
      <SiteFooter />
    </div>
  )
}
