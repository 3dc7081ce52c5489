import type { Hex } from 'viem'
import type { RecoverCoin } from '../../bitcoin/build-recover.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import { leftCoins } from '../../core/left-coins.ts'
import type { Sat } from '../../core/units.ts'
import type { DepositSpend } from './deposit-spends.ts'
import type { RecoverPlace, WaitingRecover } from './draft-recover.ts'
import type { NamedPayment } from './named-payment.ts'
import type { PaymentWatch } from './payment-watch.ts'

/** One transaction that took coins of a deposit on. */
export type RecoverSpend = Readonly<{
  txid: string
  /** who signed it, null when its witness cannot be read */
  by: DepositSpend['by']
  /** coins that it spent, in sats, before its fee */
  sats: Sat
  /** 0 in the mempool */
  confirmations: number
  /** what can still be replaced by the same with a higher fee; null when it cannot, or is not the depositor's */
  waiting: WaitingRecover | null
}>
/** What Bitcoin shows of a deposit's coins now. The whole state of a recovery: a reload finds it again. */
export type RecoverSight = Readonly<{
  tipHeight: number
  /** in a block and not spent by anything, mined or waiting */
  coins: readonly RecoverCoin[]
  /** paid and not in a block yet, in sats */
  waitingSats: Sat
  spends: readonly RecoverSpend[]
  /** why the list of payments could not be read; what was named is there all the same. Else null */
  unread: unknown
}>

const sum = (coins: readonly { sats: bigint }[]): Sat =>
  coins.reduce((total, { sats }) => total + sats, 0n) as Sat

/** The depositor's own transaction while it is in no block: one output, and no coins but the deposit's. */
async function waitingRecover(
  esplora: Esplora,
  txid: string,
  coins: readonly RecoverCoin[],
): Promise<WaitingRecover | null> {
  const transaction = await esplora.transaction(txid).catch(() => null)
  const [output, ...more] = transaction?.outputs ?? []
  if (!transaction || !output || more.length > 0 || transaction.inputs.length !== coins.length) return null
  const payoutScript: Hex = `0x${output.script}`
  return { txid, coins, payoutScript, fee: sum(coins) - output.sats }
}

/**
 * Looks for the coins of a share's script that no mint stands for, and for what became of each. Values and counts are
 * the source's word: a signature over a wrong value is void, so a lie costs nothing. A coin that was named needs no list of
 * the address, which strangers can make too long to be given.
 * @param counted whether the contract has counted a coin; asked only where something was minted
 * @param named what a person named, because no list shows it
 * @throws {EsploraError} when no Bitcoin source answers
 */
export async function recoverSight(
  watch: PaymentWatch,
  esplora: Esplora,
  { script, paidSats, mintedSats }: Pick<RecoverPlace, 'script' | 'paidSats' | 'mintedSats'>,
  counted: (txid: string, vout: number) => Promise<boolean>,
  named: readonly NamedPayment[] = [],
): Promise<RecoverSight> {
  const { tipHeight, payments, unread } = await watch.look({
    script,
    required: 1,
    minBlockWork: null,
    relayHash: async () => null,
    named,
  })
  const isNamed = ({ txid }: { txid: string }) => named.some((one) => one.txid === txid)
  // of what was named nobody else need say that it is there: were it not, the network would refuse the transaction
  const open = payments.filter((payment) => payment.unspent ?? isNamed(payment))
  const mined = await Promise.all(
    open
      .filter((payment) => payment.block !== null || isNamed(payment))
      .map(async ({ txid, vout, sats, block }) => ({
        txid,
        vout,
        sats,
        height: block?.height ?? 0,
        counted: mintedSats > 0n && (await counted(txid, vout)),
      })),
  )
  const byTxid = new Map<string, { spend: DepositSpend; coins: readonly RecoverCoin[] }>()
  for (const { spend, txid, vout, sats } of payments)
    if (spend !== null) {
      const before = byTxid.get(spend.txid)?.coins ?? []
      byTxid.set(spend.txid, { spend, coins: [...before, { txid, vout, sats }] })
    }
  const spends = [...byTxid.values()].map(
    async ({ spend: { txid, by, height }, coins }): Promise<RecoverSpend> => ({
      txid,
      by,
      sats: sum(coins),
      confirmations: height === null ? 0 : Math.max(1, tipHeight - height + 1),
      waiting: height === null && by === 'depositor' ? await waitingRecover(esplora, txid, coins) : null,
    }),
  )
  return {
    tipHeight,
    coins: leftCoins(mined, { paidSats, mintedSats }).map(({ txid, vout, sats }) => ({ txid, vout, sats })),
    waitingSats: sum(open.filter((payment) => payment.block === null && !isNamed(payment))),
    spends: await Promise.all(spends),
    unread,
  }
}
