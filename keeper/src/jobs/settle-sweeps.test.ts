import { pad } from 'viem'
import { expect, test } from 'vitest'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import type { Sat } from '../../../lib/core/units.ts'
import type { Payment } from '../decide/settle.ts'
import { PolicyDeniedError } from '../errors.ts'
import type { BridgeState } from './deposits.ts'
import type { PaymentWatch, ProvenPayment } from './payments.ts'
import { SettleSweeps } from './settle-sweeps.ts'

const zero = '00'.repeat(32)
const proof: ProvenPayment['proof'] = {
  tx: '0x00',
  header: `0x${'00'.repeat(80)}`,
  height: 105n,
  path: [],
  index: 1n,
  coinbaseTx: '0x00',
  coinbasePath: [],
}
const seen = (txid: string, more: Partial<ProvenPayment>): ProvenPayment => ({
  ...{ txid, vout: 0, sats: 0n, paid: [], spent: [], height: 105, blockHash: zero, proof, listed: true },
  countable: true,
  ...more,
})
/** A coin that was paid to a share, and the transaction by which its staker took it. */
const taken = (digit: string, sats: bigint): ProvenPayment[] => {
  const txid = digit.repeat(64)
  const by = { spent: [{ txid, vout: 0 }] }
  return [seen(txid, { sats, paid: [{ vout: 0, sats }] }), seen(`${digit}f`.repeat(32), by)]
}
const share = (reqId: bigint, sums: { paid: bigint; minted: bigint }) =>
  ({
    ...{ reqId, share: 0, state: 'Minted', sats: 50_000n as Sat, refundHeight: 4_420, assignment: null },
    ...{ paidSats: sums.paid as Sat, mintedSats: sums.minted as Sat },
  }) as Deposit

type Answer = { status: string; reason?: string }
const sweeps = (watched: Record<string, ProvenPayment[]>, answer: (key: string) => Answer) => {
  const asked: string[] = []
  const executor = {
    perform: async ({ key }: { key: string }) => {
      asked.push(key.slice('settle.sweep of '.length, 'settle.sweep of '.length + 1))
      return answer(key)
    },
  }
  const job = new SettleSweeps(
    {
      evm: { read: async () => [`0x${zero}`] } as never,
      executor: executor as never,
      contracts: { minter: pad('0x1', { size: 20 }), relay: pad('0x2', { size: 20 }) } as never,
    },
    { touching: (key: string) => watched[key] ?? [] } as unknown as PaymentWatch,
  )
  const counted = Object.entries(watched).map(([key, all]): [string, Payment[]] => [
    key,
    all.map((payment) => ({ ...payment, bytes: 100, relayed: true, counted: true })),
  ])
  const state = { tip: { height: 120, time: 0 }, baseConfirmations: 6, dustSats: 10_000n } as BridgeState
  const round = (open: readonly Deposit[]) => {
    asked.length = 0
    return job.round(open, new Map(counted), state)
  }
  return { round, asked }
}

test('T13 behavior: a proof that may not be signed holds up no other, and is said', async () => {
  const { round, asked } = sweeps({ '1.0': taken('a', 50_000n), '2.0': taken('b', 50_000n) }, (key) => {
    if (key.includes('aaa')) throw new PolicyDeniedError('140000 bytes for proveSweep')
    return { status: 'sent' }
  })
  const open = [share(1n, { paid: 50_000n, minted: 0n }), share(2n, { paid: 50_000n, minted: 0n })]
  await expect(round(open)).rejects.toBeInstanceOf(PolicyDeniedError)
  expect(asked).toEqual(['a', 'b'])
})

test('T13 behavior: of two coins of a share the second is proven also once the first is', async () => {
  let knows = ''
  const watched = { '1.0': [...taken('a', 60_000n), ...taken('b', 50_000n)] }
  const { round, asked } = sweeps(watched, (key) => {
    if (key.startsWith(`settle.sweep of ${knows}`) && knows !== '')
      return { status: 'skipped', reason: 'DepositMinter_NotSwept' }
    return { status: 'yielding' }
  })
  const open = [share(1n, { paid: 110_000n, minted: 50_000n })]
  await round(open)
  knows = 'a'
  await round(open)
  expect(asked).toEqual(['a', 'b'])
  await round(open)
  expect(asked).toEqual(['b'])
})
