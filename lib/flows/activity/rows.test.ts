import { describe, expect, it } from 'vitest'
import type { AnyRequestDto } from '../../api/requests.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import { toSat } from '../../core/to-sat.ts'
import { toWei } from '../../core/to-wei.ts'
import type { Withdrawal } from '../../core/withdrawal.ts'
import { toCsv, toJson } from './export-rows.ts'
import { isWhole, keepRead, type ListRead } from './keep-read.ts'
import { type ChainRequest, mergeRows } from './rows.ts'

const ME = `0x${'A1'.repeat(20)}` as const
const OTHER = `0x${'B2'.repeat(20)}` as const
const TX = `0x${'c3'.repeat(32)}` as const
const SCRIPT = `0x0014${'d4'.repeat(20)}` as const

const onChain = (reqId: bigint, state: Withdrawal['state'], owner: `0x${string}` = ME): ChainRequest => ({
  kind: 'withdrawal',
  tx: TX,
  request: {
    reqId,
    owner,
    sats: toSat(5_000n),
    unplacedSats: toSat(0n),
    unplacedFeeSats: toSat(0n),
    maxFeeSats: toSat(1_000n),
    requestHeight: 1,
    state,
    drawing: false,
    position: 0,
    payoutScript: SCRIPT,
    shares: [],
  },
})
const depositOnChain = (reqId: bigint, state: Deposit['state']): ChainRequest => ({
  kind: 'deposit',
  tx: null,
  request: {
    reqId,
    share: 0,
    shareCount: 1,
    requester: OTHER,
    recipient: ME,
    sats: toSat(7_000n),
    refundPubKeyHash: '0x',
    state,
    bondWei: toWei(0n),
    requestHeight: 1,
    refundHeight: 2,
    assignment: null,
    offerUntil: null,
    paidSats: toSat(0n),
    mintedSats: toSat(0n),
    position: 0,
    swept: false,
  },
})
const at = { block: 9, time: 1_700_000_000, tx: TX }
const listed = (reqId: string, state: 'Requested' | 'Minted' = 'Requested'): AnyRequestDto => ({
  kind: 'deposit',
  reqId,
  state,
  requester: ME,
  recipient: ME,
  sats: '120000000',
  refundPubKeyHash: '0x',
  bondWei: '0',
  bondClaimed: false,
  requestHeight: 1,
  refundHeight: 2,
  queuePosition: null,
  offerUntil: null,
  steps: [],
  shares: [],
  requested: at,
  assigned: null,
  minted: null,
  expired: null,
  cancelled: null,
  refundable: null,
})
const ids = (rows: ReturnType<typeof mergeRows>) => rows.map(({ reqId }) => reqId)

describe('mergeRows', () => {
  it('C5: what only the chain has yet stands in the list, once, newest first', () => {
    const rows = mergeRows(
      [listed('9'), listed('2')],
      [onChain(10n, 'Queued'), depositOnChain(9n, 'Assigned')],
      {},
    )
    expect(ids(rows)).toEqual(['10', '9', '2'])
    expect(rows[0]).toMatchObject({ kind: 'withdrawal', tx: TX, indexed: null, time: null })
  })

  it('C6: the chain’s word of a state goes before the index’s', () => {
    const [row] = mergeRows([listed('9', 'Requested')], [depositOnChain(9n, 'Minted')], {})
    expect(row).toMatchObject({ state: 'Minted', sats: 120_000_000n })
    expect(mergeRows([listed('9', 'Requested')], [depositOnChain(9n, 'Minted')], { open: true })).toEqual([])
  })

  it('C15: a request of somebody else is never in an account’s list', () => {
    const rows = mergeRows([], [onChain(4n, 'Queued', OTHER), onChain(5n, 'Queued')], {
      account: ME.toLowerCase(),
    })
    expect(ids(rows)).toEqual(['5'])
  })

  it.each([
    ['its number', '5'],
    ['its transaction', TX.toUpperCase().replace('0X', '0x')],
    ['its owner', ME],
  ])('C6: finds what the index lacks by %s', (_what, search) => {
    expect(ids(mergeRows([], [onChain(5n, 'Queued')], { search }))).toEqual(['5'])
    expect(mergeRows([], [onChain(5n, 'Queued')], { search: '6' })).toEqual([])
  })

  it('behavior: a Bitcoin address is compared by its script', () => {
    const found = mergeRows([], [onChain(5n, 'Queued')], { search: 'bcrt1q' }, SCRIPT)
    expect(ids(found)).toEqual(['5'])
  })

  it('behavior: kind and state narrow both', () => {
    const both = [onChain(5n, 'Queued'), depositOnChain(6n, 'Assigned')]
    expect(ids(mergeRows([listed('2')], both, { kind: 'deposit' }))).toEqual(['6', '2'])
    expect(ids(mergeRows([listed('2')], both, { state: 'Queued' }))).toEqual(['5'])
  })
})

describe('export', () => {
  const rows = mergeRows([listed('9', 'Minted')], [onChain(10n, 'Queued')], {})

  it('C33: the table has every row, amounts to the last sat, times in UTC', () => {
    const [head = '', ...lines] = toCsv(rows).split('\r\n')
    expect(head.split(',').slice(0, 5)).toEqual(['reqId', 'kind', 'state', 'sats', 'btc'])
    expect(lines).toEqual([
      `10,withdrawal,Queued,5000,0.00005,${ME},,,${TX},,,,chain`,
      `9,deposit,Minted,120000000,1.2,${ME},${ME},2023-11-14T22:13:20.000Z,${TX},,0,0,index`,
      '',
    ])
  })

  it('behavior: nothing runs as a formula in a sheet, and quotes stay in their field', () => {
    const [row] = rows
    if (!row) throw new Error('no row')
    expect(toCsv([{ ...row, by: '=1+1' }])).toContain(",'=1+1,")
    expect(toCsv([{ ...row, by: 'a"b,c' }])).toContain(',"a""b,c",')
  })

  it('behavior: JSON has the same and the index’s own row', () => {
    const [first, second] = JSON.parse(toJson(rows))
    expect(first).toMatchObject({ reqId: '10', sats: '5000', source: 'chain', indexed: null })
    expect(second).toMatchObject({ reqId: '9', indexed: { refundHeight: 2 } })
  })
})

describe('keepRead', () => {
  const read = (block: number, reqIds: readonly string[], question = 'mine'): ListRead => ({
    question,
    block,
    items: reqIds.map((reqId) => listed(reqId)),
  })
  const shown = ({ items }: ListRead) => items.map(({ reqId }) => reqId)

  it('default: the newest answer', () => {
    expect(shown(keepRead(read(9, ['3', '2']), null))).toEqual(['3', '2'])
    expect(shown(keepRead(read(10, ['3']), read(9, ['3', '2'])))).toEqual(['3'])
  })

  it('C5: an index that begins again takes no row away, until it is as far again', () => {
    const back = keepRead(read(2, ['1']), read(9, ['3', '2']))
    expect(shown(back)).toEqual(['3', '2', '1'])
    expect(shown(keepRead(read(8, []), back))).toEqual(['3', '2', '1'])
    expect(shown(keepRead(read(9, ['3', '1']), back))).toEqual(['3', '1'])
  })

  it('C15: answers to another question are none', () => {
    expect(shown(keepRead(read(2, []), read(9, ['3'], 'somebody’s')))).toEqual([])
  })
})

describe('isWhole', () => {
  it('C33: nothing is missing only where the index and the chain meet', () => {
    expect(isWhole(false, 9, null)).toBe(true)
    expect(isWhole(true, 9, 10)).toBe(true)
    expect(isWhole(true, 9, 11)).toBe(false)
    expect(isWhole(true, null, 0)).toBe(true)
    expect(isWhole(true, null, 1)).toBe(false)
    expect(isWhole(true, 9, null)).toBe(false)
  })
})
