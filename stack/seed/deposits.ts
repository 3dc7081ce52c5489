import { buildProof } from '../../lib/bitcoin/build-proof.ts'
import { createEsplora } from '../../lib/bitcoin/create-esplora.ts'
import { fromHex } from '../../lib/bitcoin/from-hex.ts'
import { hash160 } from '../../lib/bitcoin/hash160.ts'
import { relayHeaders } from '../../lib/bitcoin/relay-headers.ts'
import { scriptToAddress } from '../../lib/bitcoin/script-to-address.ts'
import { toHex } from '../../lib/bitcoin/to-hex.ts'
import { toSat } from '../../lib/core/to-sat.ts'
import { claimBonds } from '../../lib/evm/claim-bonds.ts'
import { executeDeposit } from '../../lib/evm/execute-deposit.ts'
import { readDeposit } from '../../lib/evm/read-deposit.ts'
import { readQuote } from '../../lib/evm/read-quote.ts'
import { readRelayTip } from '../../lib/evm/read-relay-tip.ts'
import { requestDeposit } from '../../lib/evm/request-deposit.ts'
import { resolveDeposit } from '../../lib/evm/resolve-deposit.ts'
import { submitHeaders } from '../../lib/evm/submit-headers.ts'
import { ACCOUNT_INDEX, bitcoinKey, evmAccount } from '../accounts.ts'
import { SPACING } from '../bitcoin/miner.ts'
import { readClient } from '../evm/client.ts'
import type { Deployment } from '../evm/deploy.ts'
import { send } from '../evm/send.ts'
import type { Run } from '../run.ts'

/** Amounts in sats, and how many Bitcoin blocks pass between a deposit and the one before. */
const DEPOSITS = [
  { sats: 125_000_000n, blocksBefore: 20 },
  { sats: 40_000_000n, blocksBefore: 60 },
  { sats: 5_500_000n, blocksBefore: 30 },
] as const
/** The draw's seed is the hash of the second block after the request. */
const DRAW_BLOCKS = 3
const HEADER_BATCH = 100

/** Makes three deposits as people make them: asked for, drawn, paid on Bitcoin, relayed, proven, minted. */
export async function seedDeposits(run: Run, deployment: Deployment): Promise<void> {
  for (const [position, { sats, blocksBefore }] of DEPOSITS.entries()) {
    await run.passTime(blocksBefore * SPACING, blocksBefore)
    await relay(run, deployment)
    await deposit(run, deployment, position, sats)
  }
}

async function deposit(run: Run, deployment: Deployment, position: number, amount: bigint): Promise<void> {
  const { evm } = run.nodes
  const { EntanglementManager: bridge, DepositMinter: minter } = deployment.contracts
  const reader = readClient(run.url('evm'))
  const depositor = evmAccount(ACCOUNT_INDEX.seedDepositors[position] ?? 0)
  const keeper = evmAccount(ACCOUNT_INDEX.keeper)
  const sats = toSat(amount)
  const { bondWei, confirmations } = await readQuote(reader, bridge, sats)
  const refundPubKeyHash = toHex(hash160(bitcoinKey(`depositor ${position}`).publicKey))
  await send(
    evm,
    depositor,
    requestDeposit(bridge, {
      sats,
      recipient: depositor.address,
      refundPubKeyHash,
      bondWei,
      allowQueue: false,
    }),
  )
  const reqId = BigInt(position + 1)
  await evm.mine({ blocks: DRAW_BLOCKS, interval: 1 })
  await send(evm, keeper, resolveDeposit(bridge, reqId))

  const assigned = (await readDeposit(reader, bridge, reqId, 0))?.assignment
  if (!assigned) throw new Error(`deposit ${reqId} was not assigned`)
  const address = scriptToAddress(fromHex(assigned.script), 'regtest')
  if (address === null) throw new Error(`the script of deposit ${reqId} has no address`)
  const txid = await run.faucet.pay([{ address, sats }])
  await run.passTime(confirmations * SPACING, confirmations)
  await relay(run, deployment)
  const { proof } = await buildProof(createEsplora({ urls: [run.esplora.url] }), txid)
  await send(evm, keeper, executeDeposit(minter, reqId, 0, [proof]))
  await send(evm, depositor, claimBonds(bridge, [reqId]))
}

/** Brings the relay to Bitcoin's tip, as the keeper does. */
async function relay(run: Run, deployment: Deployment): Promise<void> {
  const { BitcoinRelay } = deployment.contracts
  const esplora = createEsplora({ urls: [run.esplora.url] })
  const { height } = await readRelayTip(readClient(run.url('evm')), BitcoinRelay)
  const tip = await esplora.tipHeight()
  for (let from = height + 1; from <= tip; from += HEADER_BATCH) {
    const { raw } = await relayHeaders(esplora, from, Math.min(from + HEADER_BATCH - 1, tip))
    await send(run.nodes.evm, evmAccount(ACCOUNT_INDEX.keeper), submitHeaders(BitcoinRelay, toHex(raw)))
  }
}
