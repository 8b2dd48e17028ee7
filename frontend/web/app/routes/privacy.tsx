import type { LoaderFunctionArgs, MetaFunction } from 'react-router'
import { pageMeta } from '../parts/page-meta.ts'
import { textsIn, useSay } from '../texts.ts'
import { visitOf } from '../visit.ts'

const parts = ['look', 'order', 'pay', 'account', 'mail', 'rights'] as const
const cookies = [
  { names: ['rialto_access', 'rialto_refresh', 'rialto_order'], purpose: 'session', days: 30 },
  { names: ['rialto_cart', 'rialto_cart_key', 'rialto_bag_count'], purpose: 'bag', days: 30 },
  { names: ['rialto_country', 'rialto_currency', 'rialto_theme'], purpose: 'choice', days: 365 },
] as const

export function loader(args: LoaderFunctionArgs) {
  const { language, settings } = visitOf(args)
  return { language, publicUrl: settings.publicUrl }
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => {
  if (!loaderData) return []
  const say = textsIn(loaderData.language)
  return pageMeta({
    ...loaderData,
    path: '/privacy',
    title: say('market.privacy.title'),
    description: say('market.privacy.description'),
  })
}

export default function PrivacyPage() {
  const say = useSay()
  return (
    <article className="mx-auto max-w-2xl px-4 pt-8 md:pt-14">
      <h1 className="display text-3xl md:text-4xl">{say('market.privacy.title')}</h1>
      <p className="mt-4 text-lg text-ink-2">{say('market.privacy.intro')}</p>
      {parts.map((part) => (
        <section key={part} className="mt-10">
          <h2 className="display text-xl">{say(`market.privacy.${part}.title`)}</h2>
          <p className="mt-2">{say(`market.privacy.${part}.text`)}</p>
        </section>
      ))}
      <section className="mt-10">
        <h2 className="display text-xl">{say('market.privacy.cookies.title')}</h2>
        <p className="mt-2">{say('market.privacy.cookies.text')}</p>
        <CookieTable />
      </section>
    </article>
  )
}

function CookieTable() {
  const say = useSay()
  const cell = 'border-b border-stone py-3 pe-4 text-start align-top'
  return (
    <table className="mt-4 w-full text-sm">
      <thead>
        <tr>
          <th scope="col" className={cell}>
            {say('market.privacy.cookies.name')}
          </th>
          <th scope="col" className={cell}>
            {say('market.privacy.cookies.what')}
          </th>
          <th scope="col" className={cell}>
            {say('market.privacy.cookies.howLong')}
          </th>
        </tr>
      </thead>
      <tbody>
        {cookies.map(({ names, purpose, days }) => (
          <tr key={purpose}>
            <td className={cell}>
              {names.map((name) => (
                <bdi key={name} className="block">
                  {name}
                </bdi>
              ))}
            </td>
            <td className={cell}>{say(`market.privacy.cookies.${purpose}`)}</td>
            <td className={`${cell} whitespace-nowrap`}>{say('market.privacy.cookies.days', { days })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
