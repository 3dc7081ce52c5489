import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** The body is larger than the server takes. */
class BodyTooLarge extends Error {
  override name = 'BodyTooLarge'
}

/**
 * True when a request was addressed to this machine by name or number and does not come from a page of an origin that is
 * not among `origins`. A page on any site could otherwise reach a loopback server through a name that it resolves to
 * 127.0.0.1.
 */
export function isLocalRequest(headers: IncomingMessage['headers'], origins: readonly string[]): boolean {
  const { host, origin } = headers
  if (host === undefined || !/^(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?$/.test(host)) return false
  return origin === undefined || origins.includes(origin)
}

/** Longer than any client here keeps one: none is closed under a request that is on its way, however busy the machine. */
const KEEP_ALIVE_MS = 65_000

/**
 * An HTTP server that refuses foreign requests and turns a throw into a 500 with its message.
 * @param origins of the pages that may call it
 */
export function startHttp(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  origins: readonly string[] = [],
): Server {
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const { headers } = request
    if (!isLocalRequest(headers, origins)) {
      const text = 'Only requests from this machine and its app are answered.'
      response.writeHead(403, { 'content-type': 'text/plain' }).end(text)
      return
    }
    if (headers.origin !== undefined) {
      response.setHeader('access-control-allow-origin', headers.origin)
      response.setHeader('access-control-allow-headers', 'content-type')
      response.setHeader('vary', 'origin')
    }
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end()
      return
    }
    handle(request, response).catch((error: unknown) => {
      const status = error instanceof BodyTooLarge ? 413 : 500
      if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain' })
      response.end(error instanceof Error ? error.message : String(error))
    })
  })
}

/** @throws Error (EADDRINUSE) when the port is taken */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

export function stopHttp(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** @throws BodyTooLarge */
export async function readBody(request: IncomingMessage, max: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > max) throw new BodyTooLarge(`A body may have at most ${max} bytes.`)
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}
