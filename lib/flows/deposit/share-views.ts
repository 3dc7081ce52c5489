import { depositPhase } from '../../core/deposit-phase.ts'
import type { DepositSight } from '../../core/deposit-phases.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import type { ShareView } from '../../core/deposit-whole.ts'
import type { ChainSight } from './read-sight.ts'
import type { ShareSight } from './share-watch.ts'
import { countedConfirmations, seenPayments } from './sight.ts'

/** What is known beside the chain's own answer, or instead of it while the chain may not be asked. */
export type Beside = Readonly<{
  /** by the index; empty while it knows none */
  deposits: readonly Deposit[]
  /** height up to which a reorganised payment of a share is looked for, by share; by the index */
  reorgs: ReadonlyMap<number, number>
  /** by the server's status; null while unknown */
  evmTime: number | null
  relayHeight: number | null
}>
/** A share as the page shows it, and the clocks it was judged by. */
export type SeenShare = ShareView &
  Readonly<{
    /** what waits in escrow still has its reservation */
    reserved: boolean
    evmTime: number
    height: number
  }>

/** Every coin was taken back by the refund key, in a block. */
const isRecovered = (deposit: Deposit, height: number, sight: ShareSight | null): boolean =>
  deposit.state === 'Refundable' &&
  height >= deposit.refundHeight &&
  sight !== null &&
  sight.payments.length > 0 &&
  sight.payments.every(({ spend }) => spend?.height != null && spend.by !== 'staker')

/**
 * Where every share stands. The chain's word goes first; the index stands in while it may not be asked.
 * @param sights what Bitcoin shows, by share; null while no source answers
 */
export function shareViews(
  chain: ChainSight | null,
  beside: Beside,
  sights: ReadonlyMap<number, ShareSight> | null,
): readonly SeenShare[] {
  const evmTime = chain?.evmTime ?? beside.evmTime
  const height = chain?.relay.height ?? beside.relayHeight
  if (evmTime === null || height === null) return []
  const baseConfirmations = chain?.base ?? 6
  const drawBlock = chain?.draw.drawBlock ?? null
  const shares =
    chain?.shares ?? beside.deposits.map((deposit) => ({ deposit, reserved: false, drainable: null }))
  return shares.map(({ deposit, reserved, drainable }) => {
    const sight = sights?.get(deposit.share) ?? null
    const { refundHeight } = deposit
    const untilHeight = beside.reorgs.get(deposit.share)
    const facts: DepositSight = {
      evmTime,
      bitcoinHeight: height,
      relayTime: chain?.relay.time ?? null,
      evmBlock: chain?.evmBlock ?? null,
      drawBlock: drawBlock === null ? null : Number(drawBlock),
      baseConfirmations,
      payments: seenPayments(sight, { refundHeight, relayHeight: height, baseConfirmations }),
      recovered: isRecovered(deposit, height, sight),
      drainable,
      reserved,
      closed: chain?.system.closed ?? null,
      reorg:
        untilHeight === undefined
          ? null
          : {
              untilHeight,
              reprovable: (sight?.payments ?? []).every(
                (payment) => !payment.counted || countedConfirmations(payment, height) >= baseConfirmations,
              ),
            },
    }
    return { deposit, reserved, evmTime, height, ...depositPhase(deposit, facts) }
  })
}
