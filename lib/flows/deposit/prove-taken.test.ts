import { encodeErrorResult, RawContractError } from 'viem'
import { afterEach, describe, expect, test } from 'vitest'
import { errorsAbi } from '../../../contracts-abi/errors.ts'
import { makeTransaction, mineChain } from '../../../test/helpers/mine-chain.ts'
import { type EsploraServer, serveEsplora } from '../../../test/helpers/serve-esplora.ts'
import { createEsplora } from '../../bitcoin/create-esplora.ts'
import type { Sat } from '../../core/units.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { NO_EVIDENCE } from './evidence.ts'
import { proveTaken } from './prove-taken.ts'
import type { SharePayment } from './share-watch.ts'

const minter = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const deposit = { reqId: 7n, share: 0, refundHeight: 4_320 }
const script = Buffer.from(`0020${'ab'.repeat(32)}`, 'hex')
const servers: EsploraServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const spending = (txid: string) =>
  makeTransaction({ txid, vout: 0 }, [{ sats: 49_000n, script }], [Buffer.alloc(71, 1)])
const coins = ['1', '2'].map((digit) =>
  makeTransaction({ txid: digit.repeat(64), vout: 1 }, [{ sats: 50_000n, script }], [Buffer.alloc(71, 1)]),
)
const sweeps = coins.map(({ txid }) => spending(txid))
const payments = coins.map(
  ({ txid }, at): SharePayment => ({
    txid,
    vout: 0,
    sats: 50_000n as Sat,
    confirmations: 8 - at,
    block: { height: 2 + at, hash: '0'.repeat(64) },
    replaceable: false,
    provable: true,
    counted: true,
    spend: { txid: sweeps[at]?.txid ?? '', height: 4, by: 'staker' },
    unspent: false,
    ...NO_EVIDENCE,
  }),
)

/** A chain that knows some coins as taken already. */
const chain = (known: readonly string[]) => {
  const error = (args: readonly unknown[]) =>
    encodeErrorResult({ abi: errorsAbi, errorName: 'DepositMinter_NotSwept', args } as never)
  return {
    simulateContract: async ({
      args,
    }: {
      args: readonly [bigint, number, string, number, { tx: string }]
    }) => {
      const { tx } = args[4]
      const at = sweeps.findIndex(({ stripped }) => stripped.toString('hex') === tx.slice(2))
      if (!known.includes(`${at}`)) return { result: undefined }
      throw new RawContractError({ data: error([`0x${'00'.repeat(32)}`, 0]) })
    },
  } as unknown as ReadClient
}
const proven = async (
  known: readonly string[],
  of: readonly SharePayment[] = payments,
  refundHeight = 4_320,
) => {
  const blocks = mineChain(9, (height) => (height === 4 ? sweeps : height === 2 ? coins : []))
  const server = await serveEsplora(blocks)
  servers.push(server)
  const esplora = createEsplora({ urls: [server.url], timeout: 2_000 })
  const { args } = await proveTaken(chain(known), minter, { ...deposit, refundHeight }, of, esplora)
  const { tx } = args[4] as { tx: string }
  return sweeps.findIndex(({ stripped }) => stripped.toString('hex') === tx.slice(2))
}

describe('proveTaken', () => {
  test('default: the newest coin first', async () => {
    expect(await proven([])).toBe(1)
  })

  test('behavior: of several coins the next, once the contract knows one as taken', async () => {
    expect(await proven(['1'])).toBe(0)
  })

  test('behavior: in the block of the refund height it is still the staker, above it nobody knows', async () => {
    const at = (height: number) =>
      proveTaken(chain([]), minter, { ...deposit, refundHeight: height }, payments)
    await expect(at(3)).rejects.toMatchObject({ rule: 'confirmations' })
    expect(await proven([], payments, 4)).toBe(1)
  })

  test('X11 behavior: one whose spend Bitcoin took back holds up no other', async () => {
    const gone = payments.map((payment, at) =>
      at === 1 ? { ...payment, spend: { txid: 'e'.repeat(64), height: 4, by: 'staker' as const } } : payment,
    )
    expect(await proven([], gone)).toBe(0)
  })

  test('error: the contract knows all of them, or nothing was taken', async () => {
    await expect(proven(['0', '1'])).rejects.toMatchObject({ errorName: 'DepositMinter_NotSwept' })
    const unspent = payments.map((payment) => ({ ...payment, spend: null }))
    await expect(proven([], unspent)).rejects.toMatchObject({ rule: 'confirmations' })
  })
})
