import { visitContext } from '@rialto/visit'
import { renderToReadableStream } from 'react-dom/server'
import { type EntryContext, type RouterContextProvider, ServerRouter } from 'react-router'

/** Renders a page; its inline scripts carry the nonce of the visit. */
export default async function handleRequest(
  request: Request,
  status: number,
  ...[headers, entry, context]: [Headers, EntryContext, RouterContextProvider]
): Promise<Response> {
  let answered = status
  const { nonce } = context.get(visitContext)
  const body = await renderToReadableStream(
    <ServerRouter context={entry} url={request.url} nonce={nonce} />,
    {
      nonce,
      onError: () => {
        answered = 500
      },
    },
  )
  await body.allReady
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(body, { status: answered, headers })
}
