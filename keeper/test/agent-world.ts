import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { pino } from 'pino'
import { type Hex, pad, toHex, zeroAddress } from 'viem'
import { depositWitnessScript } from '../../lib/bitcoin/deposit-witness-script.ts'
import { fromHex } from '../../lib/bitcoin/from-hex.ts'
import { internalHash } from '../../lib/bitcoin/internal-hash.ts'
import { outpointKey } from '../../lib/bitcoin/outpoint-key.ts'
import { p2wshScript } from '../../lib/bitcoin/p2wsh-script.ts'
import { payoutMarking } from '../../lib/bitcoin/payout-marking.ts'
import { payoutTag } from '../../lib/bitcoin/payout-tag.ts'
import { depositStates } from '../../lib/core/deposit-state.ts'
import { withdrawalShareStates } from '../../lib/core/withdrawal-state.ts'
import { type MinedTransaction, makeTransaction, mineChain } from '../../test/helpers/mine-chain.ts'
import { type Fault, serveEsplora } from '../../test/helpers/serve-esplora.ts'
import { parseConfig } from '../src/config.ts'
import { BitcoinPool } from '../src/execution/bitcoin-pool.ts'
import { AgentJob } from '../src/jobs/agent.ts'
import type { AgentReport } from '../src/jobs/agent-context.ts'
import { createBitcoinSigner } from '../src/signer/bitcoin-signer.ts'

const chainId = 31337
const at = (n: number) => pad(`0x${n.toString(16)}`, { size: 20 })
const bridge = at(0xb1)
const withdrawals = at(0xb5)
const address = at(0x57)
const secret = `0x${'5a'.repeat(32)}` as const
const key = createBitcoinSigner(secret)
/** height of the chain that is served */
const TIP = 60
const own = toHex(key.script).slice(2)

interface Entry {
  tx: MinedTransaction
  inputs: { txid: string; vout: number }[]
  outputs: { script: string; sats: bigint }[]
  height: number | null
}

/** One staker's agent with a Bitcoin and an EVM chain of a few transactions, served and answered as told. */
export class AgentWorld {
  readonly ownScript = own
  readonly deposits = new Map<bigint, { sats: bigint; minted: bigint; refundHeight: number }>()
  readonly shares = new Map<bigint, { state: string; sats: bigint; payoutSats: bigint; payoutScript: Hex }>()
  readonly counted = new Map<string, bigint>()
  readonly lines: Record<string, unknown>[] = []
  readonly entries: Entry[] = []
  report: AgentReport | null = null
  /** answers of the Bitcoin server before the honest one's */
  fault: Fault = () => null
  /** what the EVM chain says of the staker's key; tests let it fail */
  registered: () => string = () => toHex(key.publicKey)
  #spent = 0

  depositScript(reqId: bigint, refundHeight: number): Uint8Array {
    const parts = { chainId, manager: bridge, reqId, share: 0, refundPubKeyHash: new Uint8Array(20) }
    return p2wshScript(depositWitnessScript({ ...parts, stakerPubKey: key.publicKey, refundHeight }))
  }

  marking(reqId: bigint): Hex {
    return toHex(payoutMarking({ tag: payoutTag(chainId, withdrawals), reqId, share: 0 }))
  }

  /** A transaction that is in a block, or, without a height, in the mempool. */
  send(outputs: Entry['outputs'], height: number | null, input?: { txid: string; vout: number }): string {
    const from = input ?? { txid: (++this.#spent).toString(16).padStart(64, '0'), vout: 0 }
    const parts = outputs.map(({ script, sats }) => ({ sats, script: Buffer.from(script, 'hex') }))
    const tx = makeTransaction(from, parts)
    this.entries.push({ tx, inputs: [from], outputs, height })
    return tx.txid
  }

  coin(sats: bigint, height = 10): string {
    return this.send([{ script: own, sats }], height)
  }

  /** A minted deposit with one payment that the contract counted. */
  deposit(reqId: bigint, sats: bigint, refundHeight: number): string {
    this.deposits.set(reqId, { sats, minted: sats, refundHeight })
    const txid = this.send([{ script: bytesToHex(this.depositScript(reqId, refundHeight)), sats }], 20)
    this.counted.set(`${txid}:0`, reqId)
    return txid
  }

  of(event: string): Record<string, unknown>[] {
    return this.lines.filter((line) => line.event === event)
  }

  async live(rounds: number, env: Record<string, string> = {}): Promise<void> {
    const blocks = mineChain(TIP, (height) =>
      this.entries.filter((entry) => entry.height === height).map(({ tx }) => tx),
    )
    const hashes = new Map(blocks.map(({ height, hash }) => [height, hash]))
    const server = await serveEsplora(blocks, (path) => this.fault(path) ?? this.#serve(path, hashes))
    const log = pino({ level: 'debug' }, { write: (line: string) => void this.lines.push(JSON.parse(line)) })
    const stateDir = mkdtempSync(join(tmpdir(), 'agent-world-'))
    writeFileSync(join(stateDir, 'btc.key'), secret, { mode: 0o600 })
    const config = parseConfig(
      {
        KEEPER_CHAIN_ID: String(chainId),
        KEEPER_EVM_RPC: 'http://127.0.0.1:1',
        KEEPER_ESPLORA: server.url,
        KEEPER_BITCOIN_NETWORK: 'regtest',
        KEEPER_BRIDGE: bridge,
        KEEPER_KEY_FILE: '/none',
        KEEPER_STATE_DIR: stateDir,
        KEEPER_STAKER_KEY_FILES: join(stateDir, 'btc.key'),
        ...env,
      },
      ['--jobs', 'agent'],
    )
    const zero = at(0xb0)
    const job = new AgentJob({
      evm: this.#evm() as never,
      bitcoin: new BitcoinPool({ urls: [server.url], log, now: Date.now, pollMs: 0, timeoutMs: 1_500 }),
      contracts: {
        bridge,
        withdrawals,
        checkpointHeight: 0,
        ...{
          minter: zero,
          relay: zero,
          registry: zero,
          selector: zero,
          requestIds: zero,
          holders: zero,
          qpBTC: zero,
        },
      },
      chainId,
      config: { ...config.agent, pauseMs: 0 },
      stateDir,
      log,
      now: Date.now,
      step: () => undefined,
      report: ([first]) => {
        this.report = first ?? null
      },
    })
    try {
      for (let round = 0; round < rounds; round++)
        await job.tick().catch((error: unknown) => this.lines.push({ event: 'tick.failed', error }))
    } finally {
      job.stop()
      await server.close()
    }
  }

  #serve(path: string, hashes: ReadonlyMap<number, string>): ReturnType<Fault> {
    const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value) })
    const [, kind, id = '', what, , after] = path.split('/')
    if (path === '/fee-estimates') return json({ '1': 5, '6': 5 })
    if (path === '/tx') return { status: 200, body: 'f'.repeat(64) }
    const touching = this.entries.filter((entry) => kind === 'scripthash' && this.#touches(entry, id))
    if (kind === 'scripthash' && what === 'txs') {
      const known = touching
        .toSorted((a, b) => (b.height ?? 1e9) - (a.height ?? 1e9))
        .map((entry) => this.#told(entry, hashes))
      const confirmed = known.filter(({ status }) => status.confirmed)
      const from = after === undefined ? 0 : confirmed.findIndex(({ txid }) => txid === after) + 1
      const waiting = after === undefined ? known.filter(({ status }) => !status.confirmed).slice(0, 50) : []
      return json([...waiting, ...confirmed.slice(from, from + 25)])
    }
    const entry = this.entries.find(({ tx }) => kind === 'tx' && tx.txid === id)
    if (entry === undefined) return null
    if (what === undefined) return json(this.#told(entry, hashes))
    if (what !== 'outspends') return null
    return json(
      entry.outputs.map((_, vout) => {
        const by = this.#spenderOf({ txid: id, vout })
        return by
          ? { spent: true, txid: by.tx.txid, vin: 0, status: this.#told(by, hashes).status }
          : { spent: false }
      }),
    )
  }

  #spenderOf(coin: { txid: string; vout: number }): Entry | undefined {
    return this.entries.find(({ inputs }) => inputs.some((input) => outpointKey(input) === outpointKey(coin)))
  }

  #touches({ inputs, outputs }: Entry, scriptHash: string): boolean {
    const spent = inputs.flatMap(
      ({ txid, vout }) => this.entries.find(({ tx }) => tx.txid === txid)?.outputs[vout] ?? [],
    )
    return [...outputs, ...spent].some(
      ({ script }) => bytesToHex(sha256(fromHex(`0x${script}`))) === scriptHash,
    )
  }

  #told({ tx, inputs, outputs, height }: Entry, hashes: ReadonlyMap<number, string>) {
    return {
      txid: tx.txid,
      vin: inputs.map((input) => ({ ...input, sequence: 0xfffffffd })),
      vout: outputs.map(({ script, sats }) => ({ scriptpubkey: script, value: Number(sats) })),
      status:
        height === null
          ? { confirmed: false }
          : { confirmed: true, block_height: height, block_hash: hashes.get(height), block_time: 1 },
    }
  }

  /** Answers as the contracts would. */
  #evm() {
    const deadlineTime = BigInt(Math.floor(Date.now() / 1000) + 86_400)
    const answers: Record<string, (...args: never[]) => unknown> = {
      last: () => BigInt(this.deposits.size + this.shares.size),
      stakerCount: () => 1n,
      pubKeyById: () => this.registered(),
      stakerById: () => address,
      stakerOf: () => ({
        ...{ state: 1, issued: 0n, toBeIssued: 0n, toBeRedeemed: 0n, registrationBondWei: 0n },
        ...{ acceptLimit: 0n, unstakeTime: 0n, pubKey: toHex(key.publicKey), sweepScript: `0x${own}` },
      }),
      depositOf: (reqId: bigint) => {
        const deposit = this.deposits.get(reqId)
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
          ...{ refundHeight: BigInt(refundHeight), staker: address, deadlineTime, deadlineHeight: 145n },
          ...{ script: toHex(this.depositScript(reqId, refundHeight)), paidSats: sats, mintedSats: minted },
        }
      },
      withdrawalOf: (reqId: bigint) => {
        const share = this.shares.get(reqId)
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
        const { state = 'None', sats = 0n, payoutSats = 0n } = this.shares.get(reqId) ?? {}
        const index = (withdrawalShareStates as readonly string[]).indexOf(state)
        return { state: index, staker: address, sats, payoutSats, deadlineHeight: 194n, deadlineTime }
      },
      markingOf: (reqId: bigint) => this.marking(reqId),
      consumed: (txid: Hex, vout: number) =>
        [...this.counted.keys()].some(
          (out) => out.endsWith(`:${vout}`) && toHex(internalHash(out.slice(0, 64))) === txid,
        ),
    }
    const client = {
      readContract: async ({ functionName, args }: { functionName: string; args: never[] }) =>
        answers[functionName]?.(...args),
      getContractEvents: async ({ args }: { args: { reqId: bigint } }) =>
        [...this.counted].flatMap(([out, reqId]) => {
          const [txid = '', vout] = out.split(':')
          const sats = this.deposits.get(reqId)?.sats ?? 0n
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
}
