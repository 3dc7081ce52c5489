import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type LyingEsplora = Readonly<{ url: string; close: () => Promise<void> }>
/** What is said instead of an honest answer; null lets it through. */
export type Lie = (path: string, honest: string) => string | null

/** Passes everything on to an Esplora server and lies about its answers. */
export const lyingEsplora = async (upstream: string, lie: () => Lie): Promise<LyingEsplora> => {
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}
    const answer = await fetch(`${upstream}${path}`, { method: request.method ?? 'GET', ...body })
    const honest = await answer.text()
    response.writeHead(answer.status).end(answer.ok ? (lie()(path, honest) ?? honest) : honest)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
