import type { LoaderFunctionArgs } from 'react-router'
import { Toolbar } from '../parts/toolbar.tsx'
import { titled, useSay } from '../texts.ts'
import { leadTo, staffOf } from '../visit.ts'

export const meta = titled('operator.home.title')

export async function loader(args: LoaderFunctionArgs) {
  const { side } = await staffOf(args)
  if (side === 'vendor') throw leadTo('/vendor/orders')
  return null
}

export default function Home() {
  const say = useSay()
  return <Toolbar title={say('operator.home.title')} />
}
