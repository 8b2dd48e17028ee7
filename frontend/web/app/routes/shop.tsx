import { isRouteErrorResponse, Outlet, useRouteError } from 'react-router'
import { SiteFrame } from '../parts/site-frame.tsx'
import { ErrorPage, NotFoundPage } from '../parts/trouble.tsx'

/** Every page of the shop stands between the same header and footer, also the one that says what went wrong. */
export default function Shop() {
  return (
    <SiteFrame>
      <Outlet />
    </SiteFrame>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const isMissing = isRouteErrorResponse(error) && error.status === 404
  return <SiteFrame>{isMissing ? <NotFoundPage /> : <ErrorPage />}</SiteFrame>
}
