import { addLanguage } from '@rialto/ui'
import type { ComponentProps } from 'react'
import { useRoot } from '../texts.ts'

/** A link to a page of the shop, in the visitor's language. */
export function ShopLink({ to, ...rest }: { to: string } & Omit<ComponentProps<'a'>, 'href'>) {
  return <a href={addLanguage(useRoot().language, to)} {...rest} />
}
