import { getProfile } from '@rialto/user-service/contract'
import {
  isRouteErrorResponse,
  type LoaderFunctionArgs,
  Outlet,
  type ShouldRevalidateFunctionArgs,
  useRouteError,
  useRouteLoaderData,
} from 'react-router'
import { Frame } from '../frame/frame.tsx'
import { TroubleNotice, TroublePage } from '../frame/trouble.tsx'
import { staffOf } from '../visit.ts'

export type FrameData = {
  readonly side: 'operator' | 'vendor'
  readonly permissions: readonly string[]
  readonly email: string
}

/** Who works here: the navigation follows from it. Each page's own loader decides again who may see it. */
export async function loader(args: LoaderFunctionArgs): Promise<FrameData> {
  const { visit, side, permissions } = await staffOf(args)
  const profile = await visit.api.call(getProfile, {})
  return { side, permissions, email: profile.ok ? profile.value.email : '' }
}

/** Who somebody is does not change from page to page. */
export function shouldRevalidate({ formAction }: ShouldRevalidateFunctionArgs): boolean {
  return Boolean(formAction?.startsWith('/dashboard/sign'))
}

export default function FrameRoute() {
  return (
    <Frame data={useFrame()}>
      <Outlet />
    </Frame>
  )
}

/** Trouble of a page keeps the frame around it: navigation is the way out. */
export function ErrorBoundary() {
  const error = useRouteError()
  const data = useRouteLoaderData('routes/frame') as FrameData | undefined
  const status = isRouteErrorResponse(error) ? error.status : 500
  const reference = isRouteErrorResponse(error) ? String(error.data ?? '') : ''
  const trouble = { status, reference }
  if (!data) return <TroublePage {...trouble} />
  return (
    <Frame data={data}>
      <TroubleNotice {...trouble} />
    </Frame>
  )
}

/** Which side somebody works on and what they may do, for components of any page. */
export function useFrame(): FrameData {
  const data = useRouteLoaderData('routes/frame') as FrameData | undefined
  if (!data) throw new Error('The page is not in the frame')
  return data
}
