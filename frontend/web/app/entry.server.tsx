import { renderToReadableStream } from 'react-dom/server'
import { type EntryContext, type RouterContextProvider, ServerRouter } from 'react-router'

/** Renders a page whole: a page without script has nothing to wait for later. */
export default async function handleRequest(
  request: Request,
  status: number,
  ...[headers, context]: [Headers, EntryContext, RouterContextProvider]
): Promise<Response> {
  let answered = status
  const body = await renderToReadableStream(<ServerRouter context={context} url={request.url} />, {
    onError: () => {
      answered = 500
    },
  })
  await body.allReady
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(body, { status: answered, headers })
}
