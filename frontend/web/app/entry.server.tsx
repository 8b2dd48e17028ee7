import { visitContext } from '@rialto/visit'
import { renderToReadableStream } from 'react-dom/server'
import {
  type EntryContext,
  type HandleErrorFunction,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router'

/** Renders a page whole: a page without script has nothing to wait for later. */
export default async function handleRequest(
  request: Request,
  status: number,
  ...[headers, entry, context]: [Headers, EntryContext, RouterContextProvider]
): Promise<Response> {
  let answered = status
  const body = await renderToReadableStream(<ServerRouter context={entry} url={request.url} />, {
    onError: (error) => {
      answered = 500
      writeFault(error, context.get(visitContext).reference)
    },
  })
  await body.allReady
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(body, { status: answered, headers })
}

/** What a loader or an action did not expect. The page that says so shows the same reference. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) writeFault(error, context.get(visitContext).reference)
}

function writeFault(error: unknown, traceId: string) {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  const line = { time: new Date().toISOString(), level: 'error', service: 'web', traceId, msg: message }
  console.error(JSON.stringify({ ...line, error: { name, stack } }))
}
