import { afterEach, describe, expect, test } from 'vitest'
import { type MinedBlock, makeTransaction, mineChain } from '../../test/helpers/mine-chain.ts'
import { type EsploraServer, type Fault, serveEsplora } from '../../test/helpers/serve-esplora.ts'
import { ProofError } from '../errors/proof.ts'
import { TransactionFormatError } from '../errors/transaction.ts'
import { buildProof } from './build-proof.ts'
import { createEsplora } from './create-esplora.ts'
import { internalHash } from './internal-hash.ts'
import { toHex } from './to-hex.ts'
import { verifyInclusion } from './verify-inclusion.ts'

const script = Buffer.from(`0020${'ab'.repeat(32)}`, 'hex')
const pay = (seed: number) =>
  makeTransaction(
    { txid: seed.toString(16).padStart(64, '7'), vout: 1 },
    [{ sats: 50_000n, script }],
    [Buffer.alloc(71, 1)],
  )
const servers: EsploraServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
const sourceOf = async (blocks: readonly MinedBlock[], fault?: Fault) => {
  const server = await serveEsplora(blocks, fault)
  servers.push(server)
  return createEsplora({ urls: [server.url], timeout: 2_000 })
}
const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((caught: unknown) => caught)
  return error instanceof ProofError || error instanceof TransactionFormatError ? error.rule : error
}

describe('buildProof', () => {
  test.each([1, 2, 3, 4, 6, 11])(
    'behavior: what is built from a block of %i payments verifies',
    async (size) => {
      const payments = Array.from({ length: size }, (_, i) => pay(i + 1))
      const blocks = mineChain(8, (height) => (height === 3 ? payments : []))
      const esplora = await sourceOf(blocks)
      for (const payment of payments) {
        const built = await buildProof(esplora, payment.txid)
        expect(built.height).toBe(3)
        expect(built.proof.path.length).toBe(Math.ceil(Math.log2(size + 1)))
        expect(built.proof.coinbasePath.length).toBe(built.proof.path.length)
        const verified = verifyInclusion(
          {
            txid: payment.txid,
            proof: built.proof,
            laterHeaders: blocks.slice(3).map(({ header }) => header),
          },
          { relayHash: toHex(internalHash(built.blockHash)), minWork: 12n },
        )
        expect(verified).toMatchObject({ confirmations: 6, matchesRelay: true, work: 12n })
        expect(verified.transaction.outputs).toEqual([{ sats: 50_000n, script: new Uint8Array(script) }])
      }
    },
  )

  test('X10 error: a source that leaves a txid out, or swaps two, is refused', async () => {
    const payments = [pay(1), pay(2), pay(3)]
    const blocks = mineChain(4, (height) => (height === 2 ? payments : []))
    const honest = blocks[1]?.transactions.map(({ txid }) => txid) ?? []
    const serve = (txids: readonly string[]) =>
      sourceOf(blocks, (path) =>
        path.endsWith('/txids') ? { status: 200, body: JSON.stringify(txids) } : null,
      )
    const txid = payments[0]?.txid ?? ''
    expect(await refusal(buildProof(await serve(honest.filter((id) => id !== txid)), txid))).toBe(
      'not_in_block',
    )
    expect(await refusal(buildProof(await serve(honest.toReversed()), txid))).toBe('merkle_root')
    expect(await refusal(buildProof(await serve([...honest, honest[3] as string, txid]), txid))).toBe(
      'merkle_root',
    )
  })

  test('error: an unconfirmed payment has no proof', async () => {
    const payment = pay(9)
    const blocks = mineChain(1, () => [payment])
    const esplora = await sourceOf(blocks, (path) =>
      path.endsWith('/status') ? { status: 200, body: '{"confirmed":false}' } : null,
    )
    expect(await refusal(buildProof(esplora, payment.txid))).toBe('confirmations')
  })

  test('T1 error: a transaction of 64 bytes, really mined, is never turned into a proof', async () => {
    const small = makeTransaction({ txid: '55'.repeat(32), vout: 0 }, [
      { sats: 1n, script: Buffer.alloc(4, 0x51) },
    ])
    expect(small.stripped.length).toBe(64)
    const blocks = mineChain(2, (height) => (height === 1 ? [small] : []))
    expect(await refusal(buildProof(await sourceOf(blocks), small.txid))).toBe('size64')
  })
})
