import { createServer, type ServerResponse } from 'node:http'
import { freePort } from './start-anvil.ts'

interface Rpc {
  id: number
  method: string
  params: unknown[]
}
type Answer = Record<string, unknown>

/** How an endpoint misbehaves: changes an answer, or takes the whole response. */
export interface Fault {
  /** what the request says → what is answered instead of `answer` */
  answer?: (
    request: Rpc,
    answer: Answer,
    ask: (method: string, params: unknown[]) => Promise<unknown>,
  ) => Promise<Answer> | Answer
  /** true when it took care of the response itself */
  response?: (response: ServerResponse) => boolean
}

/** A JSON-RPC endpoint in front of a real node that can be told to fail or to lie (X8, X9). */
export async function startRpcProxy(upstream: string) {
  const port = await freePort()
  let fault: Fault = {}
  let asked = 0
  const call = async (body: unknown): Promise<Answer | Answer[]> => {
    const headers = { 'content-type': 'application/json' }
    return (await (
      await fetch(upstream, { method: 'POST', headers, body: JSON.stringify(body) })
    ).json()) as Answer
  }
  const ask = async (method: string, params: unknown[]) =>
    ((await call({ jsonrpc: '2.0', id: 1, method, params })) as Answer).result
  const server = createServer(async (request, response) => {
    asked += 1
    if (fault.response?.(response)) return
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = JSON.parse(Buffer.concat(chunks).toString())
    const answers = await call(body)
    const change = async (one: Rpc, answer: Answer) =>
      fault.answer ? fault.answer(one, answer, ask) : answer
    const changed = Array.isArray(body)
      ? await Promise.all(
          body.map((one: Rpc) => change(one, (answers as Answer[]).find(({ id }) => id === one.id) ?? {})),
        )
      : await change(body, answers as Answer)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(changed))
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${port}`,
    /** requests since the start */
    get asked() {
      return asked
    },
    behave: (next: Fault) => {
      fault = next
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
