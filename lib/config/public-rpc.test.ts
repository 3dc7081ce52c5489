import { describe, expect, it } from 'vitest'
import { leaksKey, publicRpc } from './public-rpc.ts'

const KEYED = [
  'https://provider.example/v2/0123456789abcdef0123456789abcdef',
  'https://provider.example/?apikey=secret',
  'https://user:secret@provider.example/',
]

describe('what browsers are told of the EVM endpoints', () => {
  it('default: those that are named for them, else all', () => {
    expect(publicRpc({ rpc: ['https://a.example'] })).toEqual(['https://a.example'])
    expect(publicRpc({ rpc: KEYED, publicRpc: ['https://b.example'] })).toEqual(['https://b.example'])
  })

  it.each(KEYED)('T38 L16 error: %s would leak a key', (url) => {
    expect(leaksKey({ rpc: ['https://a.example', url] })).toBe(true)
    expect(leaksKey({ rpc: [url], publicRpc: ['https://b.example'] })).toBe(false)
  })

  it.each(['http://127.0.0.1:8545', 'https://rpc.chain.example/', 'https://a.example/ext/bc/C/rpc'])(
    'behavior: %s has none',
    (url) => expect(leaksKey({ rpc: [url] })).toBe(false),
  )
})
