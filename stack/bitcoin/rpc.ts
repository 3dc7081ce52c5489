import { readFileSync } from 'node:fs'

/** What Bitcoin Core answered instead of a result. `code` as in its rpc/protocol.h. */
export class BitcoinRpcError extends Error {
  override name = 'BitcoinRpcError'
  readonly code: number
  readonly method: string
  constructor(method: string, code: number, message: string) {
    super(`${method}: ${message} (${code})`)
    this.method = method
    this.code = code
  }
}

type Call = readonly [method: string, ...params: unknown[]]
interface Answer {
  id: number
  result: unknown
  error: { code: number; message: string } | null
}

/** JSON-RPC of one Bitcoin Core, with cookie authentication. The node makes a new cookie at every start. */
export class BitcoinRpc {
  readonly url: string
  readonly #cookieFile: string
  #cookie: string | null = null

  constructor(url: string, cookieFile: string) {
    this.url = url
    this.#cookieFile = cookieFile
  }

  /** @throws BitcoinRpcError when the node refuses; TypeError when it does not answer */
  async call<T>(method: string, ...params: unknown[]): Promise<T> {
    const [answer] = await this.#post([[method, ...params]])
    return unwrap<T>(method, answer)
  }

  /** Calls in one request, answered in order. @throws BitcoinRpcError for the first that the node refuses */
  async batch<T>(calls: readonly Call[]): Promise<T[]> {
    if (calls.length === 0) return []
    const answers = await this.#post(calls)
    return calls.map(([method], i) => unwrap<T>(method, answers[i]))
  }

  async #post(calls: readonly Call[]): Promise<Answer[]> {
    const body = JSON.stringify(
      calls.map(([method, ...params], id) => ({ jsonrpc: '1.0', id, method, params })),
    )
    for (let attempt = 0; ; attempt++) {
      this.#cookie ??= readFileSync(this.#cookieFile, 'utf8').trim()
      const response = await fetch(this.url, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(this.#cookie).toString('base64')}` },
        body,
        signal: AbortSignal.timeout(120_000),
      })
      if (response.status === 401 && attempt === 0) {
        this.#cookie = null
        continue
      }
      if (!response.ok) throw new Error(`Bitcoin node answered ${response.status}: ${await response.text()}`)
      const answers = (await response.json()) as Answer[]
      return answers.sort((a, b) => a.id - b.id)
    }
  }
}

function unwrap<T>(method: string, answer: Answer | undefined): T {
  if (answer === undefined) throw new Error(`${method}: the Bitcoin node gave no answer`)
  if (answer.error) throw new BitcoinRpcError(method, answer.error.code, answer.error.message)
  return answer.result as T
}
