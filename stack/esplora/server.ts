import type { Server } from 'node:http'
import type { BitcoinRpc } from '../bitcoin/rpc.ts'
import { listen, readBody, startHttp, stopHttp } from '../http.ts'
import type { Part } from '../part.ts'
import { blockRoutes } from './block-routes.ts'
import { Follower } from './follower.ts'
import { type Answer, missing, type Route, text } from './route.ts'
import { scriptRoutes } from './script-routes.ts'
import { txRoutes } from './tx-routes.ts'

const NOTICE = 'Sluice Esplora adapter over one Bitcoin Core node. For development and tests only.'
const MAX_BODY = 4_000_000
const routes: Route[] = [...txRoutes, ...scriptRoutes, ...blockRoutes]

/**
 * Serves the part of Esplora's HTTP API that Sluice uses from one Bitcoin Core. For development and tests only: it holds
 * the whole chain in memory.
 */
export class EsploraAdapter implements Part {
  readonly name = 'esplora'
  readonly follower: Follower
  readonly #rpc: () => BitcoinRpc
  readonly #port: number
  #server: Server | null = null

  constructor(rpc: () => BitcoinRpc, port: number) {
    this.#rpc = rpc
    this.#port = port
    this.follower = new Follower(rpc)
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get running(): boolean {
    return this.#server !== null
  }

  async start(): Promise<void> {
    if (this.#server) return
    await this.follower.sync()
    this.#server = startHttp(async (request, response) => {
      const answer = await this.#answer(request.method ?? 'GET', request.url ?? '/', () =>
        readBody(request, MAX_BODY),
      )
      response.writeHead(answer.status, {
        'content-type': answer.type,
        'x-sluice-adapter': 'development and tests only',
        ...answer.headers,
      })
      response.end(answer.body)
    })
    await listen(this.#server, this.#port)
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server) await stopHttp(server)
  }

  async #answer(method: string, url: string, body: () => Promise<string>): Promise<Answer> {
    const path = decodeURI(url.split('?')[0] ?? '/')
    if (path === '/') return text(NOTICE)
    for (const route of routes) {
      const match = (route.method ?? 'GET') === method ? route.path.exec(path) : null
      if (match === null) continue
      const content = method === 'POST' ? await body() : ''
      await this.follower.sync()
      return route.answer({ index: this.follower.index, rpc: this.#rpc() }, match.slice(1), content)
    }
    return missing('endpoint does not exist')
  }
}
