import { describe, expect, it } from 'vitest'
import { ProofTimeCheck } from './proof-times.ts'

const txid = (n: number) => String(n).padStart(64, '0')
const deposit = (n: number, minted: number) => ({
  kind: 'deposit',
  payments: [{ txid: txid(n) }],
  steps: [
    { name: 'requested', time: 1 },
    { name: 'paid', time: minted },
    { name: 'minted', time: minted },
  ],
})
const withdrawal = (n: number, paid: number) => ({
  kind: 'withdrawal',
  shares: [
    { share: 0, txid: null },
    { share: 1, txid: txid(n) },
  ],
  steps: [
    { name: 'paid', share: 1, time: paid },
    { name: 'requested', share: null, time: 1 },
  ],
})

/** @param minedAt by txid; what is not there has fallen out of the chain */
function check(rows: Record<string, unknown[]>, minedAt: Record<string, number>) {
  const asked: string[] = []
  const sources = {
    index: { requests: async ({ kind }: { kind: string }) => ({ data: rows[kind] ?? [] }) },
    bitcoin: {
      read: async ([, id]: string[]) => {
        asked.push(String(id))
        const time = minedAt[String(id)]
        return {
          text: JSON.stringify(
            time === undefined ? { confirmed: false } : { confirmed: true, block_time: time },
          ),
        }
      },
    },
  }
  return { check: new ProofTimeCheck(sources as never), asked }
}

describe('ProofTimeCheck', () => {
  it('default: from the block of each payment of a deposit to its proof, and of each share’s to its proof', async () => {
    const rows = {
      deposit: [deposit(1, 100), deposit(2, 200), deposit(3, 300)],
      withdrawal: [withdrawal(4, 400)],
    }
    const minedAt = { [txid(1)]: 90, [txid(2)]: 180, [txid(3)]: 270, [txid(4)]: 390 }
    const { check: it, asked } = check(rows, minedAt)
    await it.refresh()
    expect(it.current()).toEqual({
      deposit: { p50: 20, p90: 30, samples: 3 },
      withdrawal: { p50: 10, p90: 10, samples: 1 },
    })
    await it.refresh()
    expect(asked.length).toBe(4)
  })

  it('behavior: a block that is dated ahead counts as no wait, one that is gone not at all', async () => {
    const { check: it } = check({ deposit: [deposit(1, 100), deposit(2, 200)] }, { [txid(1)]: 150 })
    await it.refresh()
    expect(it.current().deposit).toEqual({ p50: 0, p90: 0, samples: 1 })
  })

  it('behavior: nothing known is null, and a check that fails leaves the last result', async () => {
    const { check: it } = check({}, {})
    expect(it.current().withdrawal).toEqual({ p50: null, p90: null, samples: 0 })
    const failing = new ProofTimeCheck({
      index: { requests: () => Promise.reject(new Error('gone')) },
      bitcoin: { read: () => Promise.reject(new Error('gone')) },
    } as never)
    await failing.refresh()
    expect(failing.current().deposit.samples).toBe(0)
  })
})
