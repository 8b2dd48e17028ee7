import type { ReactNode } from 'react'
import { useSay } from '../texts.ts'
import { Island } from './island.tsx'

/** Header, content, footer. */
export function SiteFrame({ children }: { children: ReactNode }) {
  const say = useSay()
  return (
    <>
      <Island name="menus" />
      <a href="#content" className="sr-only focus:not-sr-only">
        {say('shop.skip')}
      </a>
      <main id="content">{children}</main>
    </>
  )
}
