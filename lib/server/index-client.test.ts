import { afterEach, describe, expect, it } from 'vitest'
import { requestSchema } from '../api/requests.ts'
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
const row = {
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
      paidSats: null,
      mintedSats: null,
      feeSats: null,
    },
  ],
  payments: [{ txid: hash, vout: 1, share: 0, sats: '5' }],
  steps: [
    { name: 'assigned', block: 4, time: 5, tx: `0x${hash}` },
    { name: 'requested', block: 1, time: 2, tx: `0x${hash}` },
  ],
}

describe('IndexClient', () => {
  it('default: rows become what the API promises; amounts keep every digit', async () => {
    const { client, calls } = await clientOf(answering(200, { data: [row], at }))
    const { data } = await client.requests({ limit: 21, before: '9', account })
    expect(calls).toEqual([`GET /v1/requests?limit=21&before=9&account=${account}`])
    const dto = toRequest(data[0] as never)
    expect(requestSchema.parse(dto)).toEqual(dto)
    expect(dto.sats).toBe('90071992547409931')
    expect(dto.bondWei).toBe('340282366920938463463374607431768211456')
    expect(dto.shares[0]?.payments).toEqual([{ txid: hash, vout: 1, sats: '5' }])
    expect([dto.requested.block, dto.assigned?.block, dto.minted]).toEqual([1, 4, null])
  })

  it('behavior: what the index does not have is null, at a known block', async () => {
    const { client } = await clientOf(answering(404, { error: 'not found', at }))
    expect(await client.request('8')).toEqual({ data: null, at })
  })

  it.each([
    ['an amount that is a number', { ...row, sats: 5 }],
    ['an unknown state', { ...row, state: 'Lost' }],
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
