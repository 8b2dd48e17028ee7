import type { FastifyInstance } from 'fastify'
import type { Databases } from './databases.ts'

/** `/health`: the process answers. `/ready`: its databases do too. */
export function addHealth(app: FastifyInstance, databases: Databases): void {
  app.get('/health', async () => ({ status: 'ok' }))
  app.get('/ready', async (_request, reply) => {
    try {
      await Promise.all(databases.all.map(({ database }) => database.app.query('select 1')))
      return { status: 'ready' }
    } catch {
      // What is wrong stands in the log of the pool; the balancer only needs to know that we cannot serve.
      return reply.code(503).send({ status: 'not ready' })
    }
  })
}
