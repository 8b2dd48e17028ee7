import type { MetaDescriptor } from 'react-router'
import { pageMeta } from '../parts/page-meta.ts'
import type { RootData } from '../root.tsx'
import { type TextKey, textsIn } from '../texts.ts'

type Titled = TextKey extends infer Key ? (Key extends `${infer Name}.title` ? Name : never) : never
type Matches = { matches: readonly ({ id: string; loaderData?: unknown } | undefined)[] }

/** Title and description of a page of one person: no search engine has use for it. */
export function accountMeta({ matches }: Matches, path: string, name: Titled): MetaDescriptor[] {
  const root = matches.find((match) => match?.id === 'root')?.loaderData as RootData | undefined
  if (!root) return []
  const say = textsIn(root.language)
  const title = say(`${name}.title` as TextKey)
  return pageMeta({
    language: root.language,
    publicUrl: root.publicUrl,
    path,
    title,
    description: say('account.description', { page: title }),
    isIndexed: false,
  })
}
