import * as build from 'virtual:react-router/server-build'
import { openPages } from '@rialto/visit'
import { contentPolicy } from './content-policy.ts'
import { styleSource } from './styles.ts'

/** The shop's pages, for the server that they run in. */
export const pages = openPages({ build, policy: (visit) => contentPolicy(visit, styleSource) })
