import 'server-only'
import * as z from 'zod'
import { activityAnswer, activityQuery } from '../api/activity.ts'
import { problemSchema } from '../api/primitives.ts'
import { requestAnswer, requestParams, requestsAnswer, requestsQuery } from '../api/requests.ts'
import { stakerAnswer, stakerParams, stakersAnswer, stakersQuery } from '../api/stakers.ts'
import { configSchema, statusAnswer } from '../api/status.ts'
import { offeredPatterns } from './bitcoin-paths.ts'

type Schema = z.core.$ZodType
type JsonObject = Record<string, unknown>

const schemaOf = (schema: Schema, io: 'input' | 'output' = 'output'): JsonObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const problems = (...statuses: number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: 'Problem details, RFC 9457',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )

const json = (schema: JsonObject, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})

function parameters(schema: Schema, where: 'query' | 'path'): JsonObject[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, JsonObject>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }))
}

const get = (summary: string, answer: Schema, input: JsonObject[] = [], ...failures: number[]) => ({
  get: {
    summary,
    parameters: input,
    responses: {
      ...json(schemaOf(answer), summary),
      304: { description: 'Not modified' },
      ...problems(429, 503, ...failures),
    },
  },
})

function bitcoinPath(pattern: string): JsonObject {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
  return {
    get: {
      summary: 'As Esplora answers it',
      parameters: [...new Set(names)].map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      responses: { 200: { description: 'As Esplora answers it' }, ...problems(400, 404, 429, 502, 503) },
    },
  }
}

/** A name that stands twice in a path would be ambiguous: the second becomes `{lastSeen}`. */
function unambiguous(pattern: string): string {
  let seen = 0
  return pattern.replace(/\{hash\}/g, (name) => (seen++ === 0 ? name : '{lastSeen}'))
}

/** OpenAPI 3.1, put together from the schemas that the routes and the pages parse with. */
export function openApi(): JsonObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sluice',
      version: '1',
      description:
        'Amounts are decimal strings of integers, in the unit that the field names. The index informs, the chain decides: read what a signature depends on from the chain.',
    },
    components: { schemas: { Problem: schemaOf(problemSchema) } },
    paths: {
      '/api/v1/requests': get(
        'Requests of both kinds, newest first',
        requestsAnswer,
        parameters(requestsQuery, 'query'),
        400,
      ),
      '/api/v1/requests/{reqId}': get(
        'One request',
        requestAnswer,
        parameters(requestParams, 'path'),
        400,
        404,
      ),
      '/api/v1/activity': get(
        'What happened to the requests of an account, newest first',
        activityAnswer,
        parameters(activityQuery, 'query'),
        400,
      ),
      '/api/v1/stakers': get(
        'Stakers in order of registration',
        stakersAnswer,
        parameters(stakersQuery, 'query'),
        400,
      ),
      '/api/v1/stakers/{address}': get(
        'One staker',
        stakerAnswer,
        parameters(stakerParams, 'path'),
        400,
        404,
      ),
      '/api/v1/status': get('The whole deployment at a glance', statusAnswer),
      '/api/v1/config': get('Public settings', configSchema),
      ...Object.fromEntries(
        offeredPatterns
          .map(unambiguous)
          .map((pattern) => [`/api/v1/bitcoin/${pattern}`, bitcoinPath(pattern)]),
      ),
      '/api/v1/bitcoin/tx': {
        post: {
          summary: 'Sends a raw transaction to the Bitcoin network',
          requestBody: {
            required: true,
            content: { 'text/plain': { schema: { type: 'string', maxLength: 400_000 } } },
          },
          responses: { 200: { description: 'Its txid' }, ...problems(400, 413, 429, 503) },
        },
      },
    },
  }
}
