import type { Language } from '@rialto/ui'
import { fontsFirst } from '@rialto/ui/fonts'
import sheet from '@rialto/ui/fonts.css?url'
import { Island } from './island.tsx'

/**
 * Fonts are half of a first page's weight. A browser that comes from elsewhere paints in fonts of its own, which are
 * fitted to ours, and loads ours after the pictures it shows (`islands/fonts.ts`). One that comes from a page of ours has
 * them: it gets them at once, so that nothing changes while it paints.
 */
export function Fonts({ language, areKnown }: { language: Language; areKnown: boolean }) {
  if (!areKnown)
    return (
      <>
        <link data-fonts={fontsFirst[language].join(' ')} rel="stylesheet" media="print" href={sheet} />
        <noscript>
          <link rel="stylesheet" href={sheet} />
        </noscript>
        <Island name="fonts" />
      </>
    )
  return (
    <>
      <link rel="stylesheet" href={sheet} />
      {fontsFirst[language].map((font) => (
        <link key={font} rel="preload" as="font" type="font/woff2" href={font} crossOrigin="anonymous" />
      ))}
    </>
  )
}
