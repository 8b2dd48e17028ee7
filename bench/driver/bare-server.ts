// The yardstick of reading benches: a bare server of Node that answers the bytes it was given, and nothing else.
import { createServer } from 'node:http'

process.once('message', (text) => {
  const body = Buffer.from(String(text))
  const kind = String(text).startsWith('<') ? 'text/html' : 'application/json'
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': `${kind}; charset=utf-8`,
      'content-length': body.length,
    })
    response.end(body)
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.(typeof address === 'object' ? address?.port : undefined)
  })
  process.once('disconnect', () => {
    server.close()
    server.closeAllConnections()
  })
})
