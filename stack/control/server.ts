import type { IncomingMessage, Server } from 'node:http'
import * as z from 'zod'
import { BitcoinRpcError } from '../bitcoin/rpc.ts'
import { listen, readBody, startHttp, stopHttp } from '../http.ts'
import type { Part } from '../part.ts'
import type { Run } from '../run.ts'
import { StackError } from '../stack-error.ts'
import { bitcoinRoutes } from './bitcoin-routes.ts'
import { evmRoutes } from './evm-routes.ts'
import { ControlError } from './problem.ts'
import type { ControlRoute } from './route.ts'
import { runRoutes } from './run-routes.ts'

const MAX_BODY = 100_000
const routes: ControlRoute[] = [...runRoutes, ...bitcoinRoutes, ...evmRoutes]

/** Rules a running stack over HTTP on loopback: docs/stack.md lists what it takes. */
export class Control implements Part {
  readonly name = 'control'
  readonly #run: Run
  #server: Server | null = null

  constructor(run: Run) {
    this.#run = run
  }

  get running(): boolean {
    return this.#server !== null
  }

  async start(): Promise<void> {
    const { app } = this.#run.ports
    this.#server = startHttp(
      async (request, response) => {
        const { status, body } = await this.#answer(request)
        const type = status < 400 ? 'application/json' : 'application/problem+json'
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
        response.end(JSON.stringify(body, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
      },
      [`http://127.0.0.1:${app}`, `http://localhost:${app}`],
    )
    await listen(this.#server, this.#run.ports.control)
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server) await stopHttp(server)
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    try {
      const path = (request.url ?? '/').split('?')[0] ?? '/'
      const matching = routes.filter((route) => route.path.test(path))
      const route = matching.find(({ method }) => method === request.method)
      if (matching.length === 0)
        throw new ControlError(404, `There is no ${path}. docs/stack.md lists what there is.`)
      if (!route)
        throw new ControlError(405, `${path} takes ${matching.map(({ method }) => method).join(', ')}.`)
      const body = route.method === 'POST' ? parse(await readBody(request, MAX_BODY)) : undefined
      const captured = route.path.exec(path)?.slice(1) ?? []
      return { status: 200, body: (await route.handle(this.#run, captured, body)) ?? {} }
    } catch (error) {
      return problem(error)
    }
  }
}

function parse(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlError(400, 'The body is not JSON.')
  }
}

function problem(error: unknown): { status: number; body: unknown } {
  const of = (status: number, detail: string, more = {}) => ({
    status,
    body: { type: 'about:blank', title: status < 500 ? 'Cannot be done' : 'Failed', status, detail, ...more },
  })
  if (error instanceof z.ZodError) {
    const issue = error.issues[0]
    const field = issue?.path.join('.') ?? ''
    return of(400, `${field || 'body'}: ${issue?.message}`, { field, rule: issue?.message })
  }
  if (error instanceof ControlError)
    return of(error.status, error.message, error.field ? { field: error.field } : {})
  if (error instanceof StackError) return of(409, `${error.message} ${error.hint}`)
  if (error instanceof BitcoinRpcError) return of(409, error.message)
  return of(500, error instanceof Error ? error.message : String(error))
}
