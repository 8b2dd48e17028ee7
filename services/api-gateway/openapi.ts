import { commonRefusals, type Endpoint, pathFields } from '@rialto/core'

type Json = Record<string, unknown>
type ObjectSchema = { properties?: Record<string, Json>; required?: readonly string[] }

const alwaysPossible = ['RATE_LIMITED', 'BUSY', 'INTERNAL'] as const

/** The public endpoints as OpenAPI 3.1. Generated, so that it cannot differ from what the server checks. */
export function describeApi(endpoints: readonly Endpoint[], serverUrl: string): Json {
  const paths: Record<string, Json> = {}
  const open = endpoints.filter((endpoint) => endpoint.exposure === 'public')
  for (const endpoint of open.toSorted((left, right) =>
    left.path < right.path ? -1 : left.path > right.path ? 1 : 0,
  )) {
    const path = endpoint.path.replaceAll(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describeEndpoint(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rialto',
      version: '0.1.0',
      description:
        'Commerce for marketplaces and high-demand sales. Errors are problem details (RFC 9457) with a stable `code`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: problemSchema },
      responses: { Problem: problemResponse },
    },
  }
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'traceId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable, for programs' },
    detail: { type: 'string', description: 'What is wrong and what to do, for people' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string' },
          problem: { type: 'string' },
          code: { type: 'string', description: 'Stable, for programs' },
          values: {
            type: 'object',
            description: 'What the problem names',
            additionalProperties: { type: 'string' },
          },
        },
      },
    },
    data: { description: 'Facts to go on with, such as the new quote' },
    traceId: { type: 'string' },
  },
}

const problemResponse = {
  description: 'A refusal; `code` says which',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function describeEndpoint(endpoint: Endpoint): Json {
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [endpoint.name.split('.')[0]],
    security: endpoint.permission === 'anyone' ? [] : [{ accessToken: [] }],
    'x-permission': endpoint.permission,
    parameters: parametersOf(endpoint),
    ...bodyOf(endpoint),
    responses: responsesOf(endpoint),
  }
}

function parametersOf(endpoint: Endpoint): Json[] {
  const { properties = {}, required = [] } = endpoint.input as ObjectSchema
  const inPath = pathFields(endpoint.path)
  const list: Json[] = inPath.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? {},
  }))
  for (const [field, header] of Object.entries(endpoint.headers)) {
    list.push({
      name: header,
      in: 'header',
      required: required.includes(field),
      schema: properties[field] ?? {},
    })
  }
  if (endpoint.idempotency === 'key') {
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', maxLength: 255 },
    })
  }
  const reads = endpoint.method === 'GET' || endpoint.method === 'DELETE' || endpoint.body === 'stream'
  if (!reads) return list
  for (const [name, schema] of Object.entries(properties)) {
    if (inPath.includes(name) || name in endpoint.headers) continue
    list.push({ name, in: 'query', required: required.includes(name), schema })
  }
  return list
}

function bodyOf(endpoint: Endpoint): Json {
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') return {}
  if (endpoint.body === 'stream') {
    return { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
  }
  if (endpoint.body === 'raw') return { requestBody: { required: true, content: { 'application/json': {} } } }
  const { properties = {}, required = [] } = endpoint.input as ObjectSchema
  const elsewhere = new Set([...pathFields(endpoint.path), ...Object.keys(endpoint.headers)])
  const own = Object.entries(properties).filter(([name]) => !elsewhere.has(name))
  if (own.length === 0) return {}
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(own),
    required: required.filter((name) => !elsewhere.has(name)),
  }
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function responsesOf(endpoint: Endpoint): Json {
  const success =
    endpoint.status === 204
      ? { description: 'Done' }
      : endpoint.answers === 'stream'
        ? { description: 'The content', content: { '*/*': {} } }
        : { description: 'Done', content: { 'application/json': { schema: endpoint.reply } } }
  const byStatus = new Map<number, string[]>()
  for (const [code, status] of refusalsOf(endpoint))
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  const refusals = [...byStatus].toSorted(([left], [right]) => left - right)
  return {
    [endpoint.status]: success,
    ...Object.fromEntries(
      refusals.map(([status, codes]) => [
        status,
        { $ref: '#/components/responses/Problem', description: codes.join(', ') },
      ]),
    ),
  }
}

function refusalsOf(endpoint: Endpoint): [string, number][] {
  const codes: [string, number][] = Object.entries(endpoint.refusals)
  const add = (code: keyof typeof commonRefusals) => codes.push([code, commonRefusals[code]])
  if (endpoint.permission !== 'anyone') add('SIGN_IN_REQUIRED')
  if (endpoint.permission !== 'anyone' && endpoint.permission !== 'signed_in') add('PERMISSION_DENIED')
  if (endpoint.idempotency === 'key') {
    add('IDEMPOTENCY_KEY_REQUIRED')
    add('IDEMPOTENCY_MISMATCH')
  }
  add('VALIDATION_FAILED')
  for (const code of alwaysPossible) add(code)
  return codes
}
