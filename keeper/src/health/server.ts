import { createServer, type Server } from 'node:http'
import type { Registry } from 'prom-client'
import type { Health } from './health.ts'

export interface HealthServerOptions {
  host: string
  port: number
  health: () => Health
  registry: Registry
  /** brings gauges up to date before they are read */
  collect: () => void
}

/** Serves `/health` (200, or 503 when not ok) and `/metrics`. Reads nothing from requests but the path. */
export async function serveHealth({
  host,
  port,
  health,
  registry,
  collect,
}: HealthServerOptions): Promise<Server> {
  const server = createServer(async (request, response) => {
    const send = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(405, 'text/plain', 'GET /health or /metrics\n')
      return
    }
    switch (request.url?.split('?')[0]) {
      case '/health': {
        const state = health()
        send(state.ok ? 200 : 503, 'application/json', `${JSON.stringify(state)}\n`)
        return
      }
      case '/metrics':
        collect()
        send(200, registry.contentType, await registry.metrics())
        return
      default:
        send(404, 'text/plain', 'GET /health or /metrics\n')
    }
  })
  server.requestTimeout = 5_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return server
}
