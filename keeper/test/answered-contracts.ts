import { type Hex, pad, toHex, zeroAddress } from 'viem'
import { internalHash } from '../../lib/bitcoin/internal-hash.ts'
import { depositStates } from '../../lib/core/deposit-state.ts'
import { withdrawalShareStates } from '../../lib/core/withdrawal-state.ts'

/** What the contracts hold, in ids from 1 on. */
export interface AnsweredWorld {
  staker: Hex
  publicKey: Hex
  /** hex without 0x */
  ownScript: string
  deposits: ReadonlyMap<bigint, { sats: bigint; minted: bigint; refundHeight: number }>
  shares: ReadonlyMap<bigint, { state: string; sats: bigint; payoutSats: bigint; payoutScript: Hex }>
  /** deposits by the outpoints that were counted for them */
  counted: ReadonlyMap<string, bigint>
  /** deadlines move with every block */
  halted: boolean
  registered: () => string
  depositScript: (reqId: bigint, refundHeight: number) => Uint8Array
  marking: (reqId: bigint) => Hex
}

type Asked = { functionName: string; args: never[]; blockNumber?: bigint }
const at = (n: number) => pad(`0x${n.toString(16)}`, { size: 20 })

/** An EVM pool that answers as the contracts would. */
export function answeredContracts(w: AnsweredWorld) {
  const deadlineTime = BigInt(Math.floor(Date.now() / 1000) + 86_400)
  const answers: Record<string, (...args: never[]) => unknown> = {
    last: () => BigInt(w.deposits.size + w.shares.size),
    stakerCount: () => 1n,
    pubKeyById: () => w.registered(),
    stakerById: () => w.staker,
    stakerOf: () => ({
      ...{ state: 1, issued: 0n, toBeIssued: 0n, toBeRedeemed: 0n, registrationBondWei: 0n },
      ...{ acceptLimit: 0n, unstakeTime: 0n, pubKey: w.publicKey, sweepScript: `0x${w.ownScript}` },
    }),
    depositOf: (reqId: bigint) => {
      const deposit = w.deposits.get(reqId)
      if (!deposit) return { state: 0, sats: 0n, bondWei: 0n, staker: zeroAddress }
      const { sats, minted, refundHeight } = deposit
      return {
        ...{
          state: depositStates.indexOf('Minted'),
          shareCount: 1,
          requester: at(1),
          recipient: at(1),
          sats,
        },
        ...{
          refundPubKeyHash: pad('0x0', { size: 20 }),
          bondWei: 0n,
          requestHeight: 1n,
          position: 0n,
          swept: false,
        },
        ...{ refundHeight: BigInt(refundHeight), staker: w.staker, deadlineTime, deadlineHeight: 145n },
        ...{ script: toHex(w.depositScript(reqId, refundHeight)), paidSats: sats, mintedSats: minted },
      }
    },
    withdrawalOf: (reqId: bigint) => {
      const share = w.shares.get(reqId)
      const none = { owner: zeroAddress, state: 0, shareCount: 0n, unplacedSats: 0n, payoutScript: '0x' }
      const { payoutScript = '0x' } = share ?? {}
      return share
        ? {
            ...none,
            owner: at(1),
            state: 3,
            shareCount: 1n,
            requestHeight: 50n,
            drawing: false,
            payoutScript,
          }
        : none
    },
    shareOf: (reqId: bigint) => {
      const { state = 'None', sats = 0n, payoutSats = 0n } = w.shares.get(reqId) ?? {}
      const index = (withdrawalShareStates as readonly string[]).indexOf(state)
      return { state: index, staker: w.staker, sats, payoutSats, deadlineHeight: 194n, deadlineTime }
    },
    markingOf: (reqId: bigint) => w.marking(reqId),
    countedAt: (txid: Hex, vout: number) => {
      const [found] = [...w.counted].filter(
        ([out]) => out.endsWith(`:${vout}`) && toHex(internalHash(out.slice(0, 64))) === txid,
      )
      if (found === undefined) return [0n, 0, 0n]
      const [out, reqId] = found
      const all = [...w.counted].filter(([, other]) => other === reqId).map(([one]) => one)
      return [reqId, 0, BigInt(all.indexOf(out)) * (w.deposits.get(reqId)?.sats ?? 0n)]
    },
    consumed: (txid: Hex, vout: number) =>
      [...w.counted.keys()].some(
        (out) => out.endsWith(`:${vout}`) && toHex(internalHash(out.slice(0, 64))) === txid,
      ),
  }
  const client = {
    readContract: async ({ functionName, args, blockNumber = 0n }: Asked) => {
      const answer = answers[functionName]?.(...args)
      const moves = w.halted && functionName === 'shareOf'
      return moves ? Object.assign(answer as object, { deadlineTime: deadlineTime + blockNumber }) : answer
    },
    getContractEvents: async ({ args }: { args: { reqId: bigint } }) =>
      [...w.counted].flatMap(([out, reqId]) => {
        const [txid = '', vout] = out.split(':')
        const sats = w.deposits.get(reqId)?.sats ?? 0n
        return reqId === args.reqId
          ? [{ args: { txid: toHex(internalHash(txid)), vout: Number(vout), sats } }]
          : []
      }),
  }
  const head = { number: 100n, timestamp: BigInt(Math.floor(Date.now() / 1000)) }
  return {
    refresh: async () => head,
    read: (_what: string, ask: (from: unknown, block: bigint) => unknown) => ask(client, 100n),
    all: (ask: (from: unknown) => Promise<unknown>) => Promise.allSettled([ask(client)]),
  }
}
