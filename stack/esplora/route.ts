import type { BitcoinRpc } from '../bitcoin/rpc.ts'
import type { ChainIndex } from './chain-index.ts'

export interface Source {
  index: ChainIndex
  rpc: BitcoinRpc
}

export interface Answer {
  status: number
  type: string
  body: string | Buffer
  headers?: Record<string, string>
}

/** `path` captures what `answer` needs; undefined where an optional part is missing. */
export interface Route {
  method?: 'GET' | 'POST'
  path: RegExp
  answer: (source: Source, captured: (string | undefined)[], body: string) => Answer | Promise<Answer>
}

export const json = (value: unknown, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  type: 'application/json',
  body: JSON.stringify(value),
  headers,
})
export const text = (body: string): Answer => ({ status: 200, type: 'text/plain', body })
export const binary = (body: Buffer): Answer => ({ status: 200, type: 'application/octet-stream', body })
export const bad = (body: string): Answer => ({ status: 400, type: 'text/plain', body })
export const missing = (body: string): Answer => ({ status: 404, type: 'text/plain', body })
