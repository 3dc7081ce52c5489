import { isAddressEqual } from 'viem'
import type { Esplora } from '../../lib/bitcoin/create-esplora.ts'
import { depositWitnessScript } from '../../lib/bitcoin/deposit-witness-script.ts'
import { fromHex } from '../../lib/bitcoin/from-hex.ts'
import { signSpend } from '../../lib/bitcoin/sign-spend.ts'
import { spendCoins } from '../../lib/bitcoin/spend-coins.ts'
import { toHex } from '../../lib/bitcoin/to-hex.ts'
import type { Deposit } from '../../lib/core/deposit-state.ts'
import { ACCOUNT_INDEX, bitcoinKey, evmAccount } from '../../stack/accounts.ts'

type Place = Readonly<{ esplora: Esplora; chainId: number; manager: `0x${string}` }>

/** What a dishonest staker does: moves a deposit's coin to its own script, minted or not. */
export async function takeCoin(
  { esplora, chainId, manager }: Place,
  { reqId, share, assignment, refundHeight, refundPubKeyHash }: Deposit,
  coin: { txid: string; sats: bigint },
): Promise<void> {
  const position = ACCOUNT_INDEX.stakers.findIndex(
    (index) => assignment && isAddressEqual(evmAccount(index).address, assignment.staker),
  )
  if (!assignment || position < 0) throw new Error(`deposit ${reqId} has no seeded staker`)
  const { privateKey, publicKey, script } = bitcoinKey(`staker ${position}`)
  const witnessScript = depositWitnessScript({
    ...{ chainId, manager, reqId, share, refundHeight },
    stakerPubKey: publicKey,
    refundPubKeyHash: fromHex(refundPubKeyHash),
  })
  const paid = (await esplora.transaction(coin.txid)).outputs
  const vout = paid.findIndex(({ script }) => `0x${script}` === assignment.script)
  const inputs = [{ ...coin, vout, lock: { kind: 'deposit' as const, witnessScript } }]
  const spend = spendCoins({ inputs, outputs: [], changeScript: script, satsPerKvb: 5_000n })
  if (spend === null) throw new Error('the coin does not pay for its own way')
  await esplora.broadcast(toHex(signSpend(spend, privateKey).raw).slice(2))
}
