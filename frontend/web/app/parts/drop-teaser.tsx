import { listDrops } from '@rialto/fan-service/contract'
import { buttonClass, Picture } from '@rialto/ui'
import type { Visit } from '@rialto/visit'
import { useRoot, useSay } from '../texts.ts'
import { DropClock, DropLive, StateLabel } from './drop-clock.tsx'
import { Island } from './island.tsx'
import { ShopLink } from './link.tsx'

type Listed = NonNullable<(typeof listDrops)['types']>['output']
export type DropTeaserData = { readonly now: string; readonly drop: Listed['items'][number] }

const candidatesMax = 5

/** The drop that the home page shows: one that is open, else the next one; null when there is none, or nobody knows. */
export async function readDropTeaser(visit: Visit): Promise<DropTeaserData | null> {
  const listed = await visit.api.call(listDrops, { limit: candidatesMax })
  if (!listed.ok) return null
  const { now, items } = listed.value
  const drop = items.find(({ state }) => state === 'open' || state === 'coming' || state === 'sold_out')
  return drop ? { now, drop } : null
}

/** The running or next drop with its honest state: a band across the home page. It ticks where scripts run. */
export function DropTeaser({ now, drop }: DropTeaserData) {
  const say = useSay()
  const { language } = useRoot()
  const title = drop.title[language] || drop.title.en
  const story = drop.story[language] || drop.story.en
  return (
    <section aria-labelledby="drop-teaser" className="border-y border-stone bg-raised">
      <Island name="drop" />
      <DropLive
        drop={drop}
        now={now}
        className="mx-auto grid max-w-7xl gap-6 px-4 py-8 md:px-8 md:grid-cols-[14rem_1fr] md:items-center lg:gap-12 lg:py-12"
      >
        <Picture
          image={drop.image}
          alt=""
          sizes="(min-width: 48rem) 14rem, 100vw"
          className="hidden md:block"
        />
        <div className="grid justify-items-start gap-4">
          <p className="flex flex-wrap items-center gap-3 text-sm font-semibold text-awning">
            {say('drop.teaser.label')}
            <StateLabel state={drop.state} />
          </p>
          <h2 id="drop-teaser" className="display text-2xl lg:text-3xl">
            {title}
          </h2>
          <p className="line-clamp-3 max-w-prose text-ink-2">{story}</p>
          <DropClock drop={drop} />
          <ShopLink to={`/drops/${drop.slug}`} className={buttonClass('primary')}>
            {say('drop.teaser.look')}
          </ShopLink>
        </div>
      </DropLive>
    </section>
  )
}
