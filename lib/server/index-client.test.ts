import { afterEach, describe, expect, it } from 'vitest'
import { depositSchema } from '../api/deposits.ts'
import { withdrawalSchema } from '../api/withdrawals.ts'
import { toDeposit } from './deposit-dto.ts'
import { IndexClient } from './index-client.ts'
import { toPage } from './page.ts'
import { toRequest } from './request-dto.ts'
import { answering, upstreamServer } from './testing/upstream-server.ts'
import { UpstreamError } from './upstream.ts'

const servers: { close: () => Promise<void> }[] = []
const clientOf = async (...args: Parameters<typeof upstreamServer>) => {
  const server = await upstreamServer(...args)
  servers.push(server)
  return { client: new IndexClient(server.url), calls: server.calls }
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
const at = { block: 5, time: 6 }
const account = `0x${'0a'.repeat(20)}`
const hash = 'ab'.repeat(32)
const stepOf = (name: string, block: number, share: number | null = null) => ({
  ...{ name, share, block, sats: '5', time: block + 1, tx: `0x${hash}` },
})
const row = {
  kind: 'deposit',
  reqId: '7',
  requester: account,
  recipient: account,
  sats: '90071992547409931',
  refundPubKeyHash: account,
  bondWei: '340282366920938463463374607431768211456',
  bondClaimed: false,
  requestHeight: 1,
  refundHeight: 4321,
  state: 'Assigned',
  ...{ shareCount: 1, place: null, offerUntil: null, position: null },
  shares: [
    {
      reqId: '7',
      share: 0,
      staker: account,
      stakerPubKey: `0x02${hash}`,
      sats: '90071992547409931',
      script: `0x0020${hash}`,
      deadlineTime: 9,
      deadlineHeight: 145,
      ...{ state: 'Assigned', reserved: '90071992547409931', waiting: '0', waitsForLimit: false },
      ...{ paidSats: '5', issuedSats: '0', mintedSats: '0', feeSats: '0', sweptSats: '0' },
      ...{ place: null, position: null },
    },
  ],
  payments: [{ txid: hash, vout: 1, share: 0, sats: '5', reorg: 'open', reorgUntil: 9, swept: false }],
  steps: [stepOf('requested', 1), stepOf('assigned', 4, 0), stepOf('paid', 9, 0)],
}

const withdrawalRow = {
  kind: 'withdrawal',
  ...{ reqId: '8', owner: account, payoutScript: `0x0014${'0b'.repeat(20)}`, requestHeight: 1 },
  ...{ sats: '90071992547479931', feeSats: '500', maxFeeSats: '2000', returned: '0', returnedFee: '0' },
  ...{ unplaced: '70000', unplacedFee: '1', drawing: false, place: '12', position: 2 },
  shares: [
    {
      ...{ reqId: '8', share: 0, staker: account, sats: '90071992547409931', feeSats: '499' },
      ...{ deadlineTime: 9, deadlineHeight: 145, state: 'Paid' },
      ...{ txid: hash, vout: 1, paidSats: '90071992547408000' },
      ...{ collateral: null, takenSats: null, burned: null },
    },
  ],
  steps: [stepOf('requested', 1), stepOf('assigned', 4, 0), stepOf('queued', 4), stepOf('paid', 9, 0)],
}

describe('IndexClient', () => {
  it('default: rows become what the API promises; amounts keep every digit', async () => {
    const { client, calls } = await clientOf(answering(200, { data: [row], at }))
    const { data } = await client.requests({ limit: 21, before: '9', account })
    expect(calls).toEqual([`GET /v1/requests?limit=21&before=9&account=${account}`])
    const dto = toDeposit(data[0] as never)
    expect(depositSchema.parse(dto)).toEqual(dto)
    expect(dto.sats).toBe('90071992547409931')
    expect(dto.bondWei).toBe('340282366920938463463374607431768211456')
    expect(dto.shares[0]?.payments).toEqual([
      { txid: hash, vout: 1, sats: '5', reorg: 'open', reorgUntil: 9, swept: false },
    ])
    const waiting = { ...row.shares[0], waiting: '7', waitsForLimit: true, position: 3, sweptSats: '6' }
    expect(toDeposit({ ...row, shares: [waiting] } as never).shares[0]).toMatchObject({
      escrow: { sats: '7', reason: 'limit', position: 3 },
      swept: true,
      state: 'Assigned',
    })
    expect([dto.requested.block, dto.assigned?.block, dto.minted]).toEqual([1, 4, null])
  })

  it('default: a withdrawal is told by its kind, its state follows from its shares', async () => {
    const { client } = await clientOf(answering(200, { data: [withdrawalRow, row], at }))
    const { data } = await client.requests({ limit: 2, kind: 'withdrawal', search: 'x' } as never)
    const [first, second] = data.map((one) => toRequest(one, 'regtest'))
    if (first?.kind !== 'withdrawal') throw new Error('another kind')
    expect(second?.kind).toBe('deposit')
    expect(withdrawalSchema.parse(first)).toEqual(first)
    expect(first).toMatchObject({ state: 'PartlyPaid', queuePosition: 2, unplacedSats: '70000' })
    expect(first.payoutAddress).toMatch(/^bcrt1q/)
    expect(first.shares[0]).toMatchObject({
      payoutSats: '90071992547407931',
      payment: { txid: hash, vout: 1, sats: '90071992547408000' },
      assigned: { block: 4 },
      paid: { block: 9 },
      timedOut: null,
    })
  })

  it('behavior: what the index does not have is null, at a known block', async () => {
    const { client } = await clientOf(answering(404, { error: 'not found', at }))
    expect(await client.request('8')).toEqual({ data: null, at })
  })

  it.each([
    ['an amount that is a number', { ...row, sats: 5 }],
    ['an unknown state', { ...row, state: 'Lost' }],
    ['an unknown kind', { ...row, kind: 'loan' }],
    ['a withdrawal that misses a part', { ...withdrawalRow, unplaced: undefined }],
    ['a script that is no hex', { ...row, shares: [{ ...row.shares[0], script: '0xzz' }] }],
  ])('T29 error: UpstreamError for %s', async (_what, broken) => {
    const { client } = await clientOf(answering(200, { data: broken, at }))
    await expect(client.request('7')).rejects.toThrow(UpstreamError)
  })
})

describe('toPage', () => {
  it('default: the item too many says that there is another page, and where', () => {
    const page = (rows: string[]) => toPage(rows, 2, (item) => item, Number)
    expect(page(['3', '2', '1'])).toEqual({ items: [3, 2], nextCursor: '2' })
    expect(page(['3', '2'])).toEqual({ items: [3, 2], nextCursor: null })
    expect(page([])).toEqual({ items: [], nextCursor: null })
  })
})
