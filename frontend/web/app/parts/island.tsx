import { islands } from 'virtual:islands'
import { useRoot } from '../texts.ts'

/**
 * Loads the script of `islands/<name>.ts` on this page. React puts it into the head once, however often it is named. The page
 * stands without it: styles, fonts and pictures go first.
 */
export function Island({ name }: { name: string }) {
  const { nonce } = useRoot()
  const address = islands[name]
  if (address === undefined) throw new Error(`There is no island ${name}`)
  return <script async type="module" src={address} nonce={nonce} fetchPriority="low" />
}
