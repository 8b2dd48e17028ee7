import type { MetaFunction } from 'react-router'
import { textsIn, useSay } from '../texts.ts'

export const meta: MetaFunction = () => [{ title: textsIn('en')('home.title') }]

export default function Home() {
  const say = useSay()
  return <h1 className="display px-4 py-24 text-4xl">{say('home.title')}</h1>
}
