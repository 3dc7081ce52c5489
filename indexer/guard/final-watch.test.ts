import type { ClientBase } from 'pg'
import { BlockNotFoundError, type PublicClient } from 'viem'
import { describe, expect, it } from 'vitest'
import { FinalWatch } from './final-watch.ts'

/** A database whose kept block is `kept`, and whose final block is `final`. */
const database = (kept: { number: number; hash: string } | null, final: number) =>
  ({
    query: async (sql: string) => {
      if (sql.includes('to_regclass')) return { rows: [{ found: 'yes' }] }
      if (sql.includes('finalized'))
        return { rows: [{ final: `${'0'.repeat(26)}${`${final}`.padStart(16, '0')}` }] }
      return { rows: kept === null ? [] : [kept] }
    },
  }) as unknown as Pick<ClientBase, 'query'>

/** A node that has blocks up to `head`; `branch` goes into their hashes. */
const node = (branch: string, head = 100) =>
  ({
    getBlock: async ({ blockNumber }: { blockNumber: bigint }) => {
      if (blockNumber > head) throw new BlockNotFoundError({ blockNumber })
      return { hash: `0x${branch}${blockNumber}` }
    },
  }) as unknown as PublicClient

const kept = { number: 50, hash: '0xa50' }

describe('FinalWatch', () => {
  it('default: nothing is gone while the chain has what the index keeps', async () => {
    const watch = new FinalWatch(1)
    for (let look = 0; look < 3; look++) expect(await watch.look(database(kept, 60), node('a'))).toBeNull()
  })

  it('X5 a kept block that has another hash is gone at the second look', async () => {
    const watch = new FinalWatch(1)
    expect(await watch.look(database(kept, 60), node('b'))).toBeNull()
    expect(await watch.look(database(kept, 60), node('b'))).toEqual(kept)
  })

  it('X5 a final block without events is remembered, and missed', async () => {
    const watch = new FinalWatch(1)
    await watch.look(database(null, 60), node('a'))
    await watch.look(database(null, 60), node('b'))
    expect(await watch.look(database(null, 60), node('b'))).toEqual({ number: 60, hash: '0xa60' })
  })

  it('X9 one endpoint that lies, of two that take turns, undoes nothing', async () => {
    const watch = new FinalWatch(1)
    for (let look = 0; look < 6; look++) {
      expect(await watch.look(database(kept, 60), node(look % 2 === 0 ? 'b' : 'a'))).toBeNull()
    }
  })

  it('X9 an endpoint that lags behind the final block says nothing about it', async () => {
    const watch = new FinalWatch(1)
    for (let look = 0; look < 3; look++)
      expect(await watch.look(database(kept, 60), node('b', 40))).toBeNull()
  })
})
