import 'server-only'
import { serverEnv } from '../config/env.server.ts'
import { clientOf } from './client-address.ts'
import { ProblemError } from './problem.ts'
import { RateLimit } from './rate-limit.ts'
import { type Answer, respond, respondProblem } from './respond.ts'
import { shared } from './shared.ts'

type Params = Record<string, string | string[]>
type Context = { params: Promise<Params> }
type Handler = (request: Request, params: Params) => Promise<Answer>
type RouteHandler = (request: Request, context: Context) => Promise<Response>
type Methods = Record<'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS', RouteHandler>

/** A transaction costs the network more than a read: a client may send a twentieth. */
const SEND_SHARE = 20

const limits = () =>
  shared('rate-limits', () => {
    const { rateLimit } = serverEnv()
    return {
      read: new RateLimit(rateLimit),
      send: new RateLimit(Math.max(1, Math.ceil(rateLimit / SEND_SHARE))),
      // what browsers report by themselves must not use up what a person sends a recovery with
      report: new RateLimit(Math.max(1, Math.ceil(rateLimit / SEND_SHARE))),
    }
  })

type Limit = 'read' | 'send' | 'report' | 'free'

function handle(handler: Handler, limit: Limit): RouteHandler {
  return async (request, context) => {
    try {
      if (limit !== 'free') await limits()[limit].spend(clientOf(request.headers, serverEnv().trustedProxies))
      return respond(request, await handler(request, (await context?.params) ?? {}))
    } catch (error) {
      return respondProblem(request, error)
    }
  }
}

/**
 * The methods of a route: what it offers, limited by client unless `free` (probes); what is posted is a transaction unless
 * it is a `report`, which has an allowance of its own; 405 with Allow for every other (T37).
 * @example export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ get: async () => … })
 */
export function route({
  get,
  post,
  free,
  report,
}: {
  get?: Handler
  post?: Handler
  free?: boolean
  report?: boolean
}): Methods {
  const allow = [...(get ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : [])].join(', ')
  const refuse: RouteHandler = async (request) =>
    respondProblem(
      request,
      new ProblemError(405, 'method', {
        title: 'This address does not offer that method.',
        detail: `Allowed: ${allow}`,
      }),
      { Allow: allow },
    )
  const read = get ? handle(get, free ? 'free' : 'read') : refuse
  const send = post ? handle(post, report ? 'report' : 'send') : refuse
  return { GET: read, HEAD: read, POST: send, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: refuse }
}

/** The methods of an address that offers nothing: all of them fail alike. */
export function nowhere(failure: () => Error): Methods {
  const refuse = handle(async () => {
    throw failure()
  }, 'read')
  return {
    GET: refuse,
    HEAD: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS: refuse,
  }
}
