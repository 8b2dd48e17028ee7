import { index, layout, type RouteConfig, route } from '@react-router/dev/routes'
import { operatorRoutes } from './routes/operator/routes.ts'
import { vendorPapers, vendorRoutes } from './routes/vendor/routes.ts'

/** Every page of the dashboard. Those in the frame are for staff; which of them, each page's loader says. */
export default [
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.tsx'),
  route('preferences', 'routes/preferences.tsx'),
  ...vendorPapers,
  layout('routes/frame.tsx', [
    index('routes/home.tsx'),
    ...operatorRoutes,
    ...vendorRoutes,
    route('*', 'routes/not-found.tsx'),
  ]),
] satisfies RouteConfig
