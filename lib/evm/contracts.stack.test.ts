import { createWalletClient, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalStack, startLocalStack, until } from '../../keeper/test/local-stack.ts'
import { buildProof, type ContractProof } from '../bitcoin/build-proof.ts'
import { fromHex } from '../bitcoin/from-hex.ts'
import { relayHeaders } from '../bitcoin/relay-headers.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import { verifyInclusion } from '../bitcoin/verify-inclusion.ts'
import { bondWei } from '../core/bond-wei.ts'
import { confirmationsFor } from '../core/confirmations-for.ts'
import { feeUp } from '../core/fee-up.ts'
import { toSat } from '../core/to-sat.ts'
import { toWei } from '../core/to-wei.ts'
import { ContractRevertError } from '../errors/contract.ts'
import type { WriteClient } from './clients.ts'
import type { ContractCall } from './contract-call.ts'
import { executeDeposit } from './execute-deposit.ts'
import { readConsumed } from './read-consumed.ts'
import { readDeposit } from './read-deposit.ts'
import { readDraw } from './read-draw.ts'
import { readMintParams } from './read-mint-params.ts'
import { readParams } from './read-params.ts'
import { readQuote } from './read-quote.ts'
import { readRelayHash } from './read-relay-hash.ts'
import { readRelayStart } from './read-relay-start.ts'
import { readRelayTip } from './read-relay-tip.ts'
import { readStaker } from './read-staker.ts'
import { requestDeposit } from './request-deposit.ts'
import { resolveDeposit } from './resolve-deposit.ts'
import { simulateCall } from './simulate-call.ts'
import { submitHeaders } from './submit-headers.ts'
import { verifyDepositAddress } from './verify-deposit-address.ts'
import { writeCall } from './write-call.ts'

/** The library against the real contracts, a real EVM node and a real Bitcoin Core, with no keeper to help. */
const portBase = 23_400
const sats = toSat(2_000_000n)
let stack: LocalStack
let wallet: WriteClient

beforeAll(async () => {
  stack = await startLocalStack(portBase)
  const account = privateKeyToAccount(`0x${'5a'.repeat(32)}`)
  wallet = createWalletClient({ account, chain: foundry, transport: http(stack.rpc) })
  await stack.control('/faucet/evm', { address: account.address, wei: String(10n ** 20n) })
})
afterAll(async () => {
  await stack?.stop()
})

const send = async (call: ContractCall) => {
  const hash = await writeCall(stack.evm, wallet, call)
  return stack.evm.waitForTransactionReceipt({ hash })
}
const errorOf = async (call: ContractCall) => {
  const error = await simulateCall(stack.evm, wallet.account.address, call).catch((caught: unknown) => caught)
  return error instanceof ContractRevertError ? error.errorName : error
}
const relay = async () => {
  const { BitcoinRelay } = stack.contracts
  const from = (await readRelayTip(stack.evm, BitcoinRelay)).height + 1
  const to = await stack.esplora.tipHeight()
  if (to >= from)
    await send(submitHeaders(BitcoinRelay, toHex((await relayHeaders(stack.esplora, from, to)).raw)))
}
const flip = (hex: string, bit: number) => {
  const bytes = fromHex(hex)
  const at = (bit >> 3) % bytes.length
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7))
  return toHex(bytes)
}

describe('a deposit by this library alone', () => {
  test('default: quote, request, draw, address, payment, proof, mint; and every bad proof refused on the way', async () => {
    const {
      EntanglementManager: manager,
      DepositMinter: minter,
      StakerRegistry: registry,
      StakerSelector: selector,
      BitcoinRelay,
    } = stack.contracts
    const { evm, esplora } = stack

    const [params, minting, quote, start] = await Promise.all([
      readParams(evm, manager),
      readMintParams(evm, minter),
      readQuote(evm, manager, sats),
      readRelayStart(evm, BitcoinRelay),
    ])
    expect(quote.feeSats).toBe(feeUp(sats, minting.depositFeeBps))
    expect(quote.bondWei).toBe(bondWei(sats, quote.bondBps))
    expect(quote.confirmations).toBe(confirmationsFor(sats, minting.confirmations))
    expect(start).toMatchObject({ chainName: 'regtest', noRetarget: true })

    const refundPubKeyHash = toHex(new Uint8Array(20).fill(9))
    const ask = {
      sats,
      recipient: wallet.account.address,
      refundPubKeyHash,
      bondWei: quote.bondWei,
      allowQueue: false,
    }
    expect(await errorOf(requestDeposit(manager, { ...ask, bondWei: toWei(1n) }))).toBe(
      'EntanglementManager_BondAmount',
    )
    expect(await errorOf(requestDeposit(manager, { ...ask, sats: toSat(params.dustSats - 1n) }))).toBe(
      'EntanglementManager_AmountUnderDust',
    )
    expect(
      await errorOf(
        requestDeposit(manager, {
          ...ask,
          sats: toSat(quote.maxSats + 10_000n),
          bondWei: toWei(quote.bondWei * 100n),
        }),
      ),
    ).toMatch(/CapacityShort|BondAmount/)
    await relay()
    await send(requestDeposit(manager, ask))
    const reqId = await stack.lastRequest()
    expect(await readDeposit(evm, manager, reqId, 0)).toMatchObject({
      state: 'Requested',
      assignment: null,
      sats,
    })
    expect((await readDraw(evm, selector, reqId)).nextReqId).toBe(reqId)
    await until(
      'the draw to be ready',
      async () => (await errorOf(resolveDeposit(manager, reqId))) === undefined,
    )
    await send(resolveDeposit(manager, reqId))

    const question = {
      manager,
      registry,
      chainId: stack.endpoints.evm.chainId,
      reqId,
      share: 0,
      network: 'regtest' as const,
    }
    const verified = await verifyDepositAddress(evm, question)
    const staker = await readStaker(evm, registry, verified.deposit.assignment.staker)
    expect(staker?.pubKey).toBe(verified.stakerPubKey)
    await expect(verifyDepositAddress(evm, { ...question, chainId: 1 })).rejects.toMatchObject({
      part: 'state',
    })

    const { txid } = (await stack.control('/faucet', { address: verified.address, sats: String(sats) })) as {
      txid: string
    }
    await stack.mine(5)
    await relay()
    await until('the source to see it mined', async () => esplora.transactionStatus(txid))
    const { proof, height, blockHash } = await buildProof(esplora, txid)
    const execute = (over: Partial<ContractProof> = {}) =>
      executeDeposit(minter, reqId, 0, [{ ...proof, ...over }])
    expect(await errorOf(execute())).toBe('DepositMinter_NotConfirmed')
    await stack.mine(1)
    await relay()
    expect(await errorOf(execute())).toBeUndefined()

    const later = await relayHeaders(esplora, height + 1, height + 5)
    const laterHeaders = Array.from({ length: 5 }, (_, i) => later.raw.slice(80 * i, 80 * (i + 1)))
    const relayHash = await readRelayHash(evm, BitcoinRelay, height)
    const minWork = start.minBlockWork * 6n
    expect(verifyInclusion({ txid, proof, laterHeaders }, { relayHash, minWork })).toMatchObject({
      confirmations: 6,
      blockHash,
      matchesRelay: true,
    })

    expect(await errorOf(execute({ index: proof.index + (1n << BigInt(proof.path.length)) }))).toBe(
      'BitcoinProofs_IndexTooLarge',
    )
    expect(await errorOf(execute({ coinbasePath: proof.coinbasePath.slice(1) }))).toBe(
      'BitcoinProofs_DepthMismatch',
    )
    expect(await errorOf(execute({ height: proof.height + 1n }))).toBe('BitcoinProofs_UnknownHeader')
    expect(await errorOf(execute({ coinbaseTx: proof.tx }))).toBe('BitcoinProofs_NotCoinbase')
    for (const part of ['tx', 'header', 'coinbaseTx'] as const)
      for (let bit = 0; bit < fromHex(proof[part]).length * 8; bit += 37)
        expect(await errorOf(execute({ [part]: flip(proof[part], bit) })), `${part} bit ${bit}`).toMatch(
          /^Bitcoin(Proofs|Tx|Bytes)_/,
        )
    for (const part of ['path', 'coinbasePath'] as const)
      for (const [at, hash] of proof[part].entries())
        expect(await errorOf(execute({ [part]: proof[part].with(at, flip(hash, 13 * at)) }))).toMatch(
          /^BitcoinProofs_(Coinbase)?NotInBlock$/,
        )

    const vout = (await esplora.transaction(txid)).outputs.findIndex(
      (output) => `0x${output.script}` === verified.script,
    )
    const used = () => readConsumed(evm, minter, txid, vout)
    expect(await used()).toBe(false)
    expect((await send(execute())).status).toBe('success')
    expect(await readDeposit(evm, manager, reqId, 0)).toMatchObject({ state: 'Minted' })
    expect(await used()).toBe(true)
    expect(await errorOf(execute())).toBe('DepositMinter_OutpointUsed')
  })

  test('error: headers with a broken link, bad work or bad bits are refused by name', async () => {
    const { BitcoinRelay } = stack.contracts
    await relay()
    const tip = (await readRelayTip(stack.evm, BitcoinRelay)).height
    await stack.mine(2)
    const { raw } = await until('two new blocks', async () =>
      (await stack.esplora.tipHeight()) >= tip + 2 ? relayHeaders(stack.esplora, tip + 1, tip + 2) : null,
    )
    expect(await errorOf(submitHeaders(BitcoinRelay, toHex(raw.slice(80))))).toBe('BitcoinRelay_BrokenLink')
    expect(await errorOf(submitHeaders(BitcoinRelay, toHex(raw.slice(1))))).toBe('BitcoinRelay_HeaderLength')
    expect(await errorOf(submitHeaders(BitcoinRelay, flip(toHex(raw.slice(0, 80)), 8 * 75)))).toMatch(
      /BitcoinRelay_Bad(Bits|Work)/,
    )
    const names = new Set<unknown>()
    for (let nonce = 0; nonce < 40; nonce++) {
      const bad = raw.slice(0, 80)
      bad[76] = nonce
      names.add(await errorOf(submitHeaders(BitcoinRelay, toHex(bad))))
    }
    expect([...names].every((name) => name === undefined || name === 'BitcoinRelay_BadWork')).toBe(true)
    expect(names).toContain('BitcoinRelay_BadWork')
  })
})
