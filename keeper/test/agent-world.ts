import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesToHex } from '@noble/hashes/utils.js'
import { pino } from 'pino'
import { type Hex, pad, toHex } from 'viem'
import { depositWitnessScript } from '../../lib/bitcoin/deposit-witness-script.ts'
import { p2wshScript } from '../../lib/bitcoin/p2wsh-script.ts'
import { payoutMarking } from '../../lib/bitcoin/payout-marking.ts'
import { payoutTag } from '../../lib/bitcoin/payout-tag.ts'
import { makeTransaction, mineChain } from '../../test/helpers/mine-chain.ts'
import { type Fault, serveEsplora } from '../../test/helpers/serve-esplora.ts'
import { parseConfig } from '../src/config.ts'
import { BitcoinPool } from '../src/execution/bitcoin-pool.ts'
import { AgentJob } from '../src/jobs/agent.ts'
import type { AgentReport } from '../src/jobs/agent-context.ts'
import { createBitcoinSigner } from '../src/signer/bitcoin-signer.ts'
import { type AnsweredWorld, answeredContracts } from './answered-contracts.ts'
import { ServedEntries, type ServedEntry } from './served-entries.ts'

const chainId = 31337
const at = (n: number) => pad(`0x${n.toString(16)}`, { size: 20 })
const bridge = at(0xb1)
const withdrawals = at(0xb5)
const secret = `0x${'5a'.repeat(32)}` as const
const key = createBitcoinSigner(secret)
/** height of the chain that is served */
const TIP = 60
const own = toHex(key.script).slice(2)

/** One staker's agent with a Bitcoin and an EVM chain of a few transactions, served and answered as told. */
export class AgentWorld implements AnsweredWorld {
  readonly staker = at(0x57)
  readonly publicKey = toHex(key.publicKey)
  readonly ownScript = own
  readonly deposits = new Map<bigint, { sats: bigint; minted: bigint; refundHeight: number }>()
  readonly shares = new Map<bigint, { state: string; sats: bigint; payoutSats: bigint; payoutScript: Hex }>()
  readonly counted = new Map<string, bigint>()
  readonly lines: Record<string, unknown>[] = []
  readonly entries: ServedEntry[] = []
  halted = false
  report: AgentReport | null = null
  /** answers of the Bitcoin server before the honest one's */
  fault: Fault = () => null
  /** bytes of nothing that an answer is made longer by */
  pad: (path: string) => number = () => 0
  /** what the EVM chain says of the staker's key; tests let it fail */
  registered: () => string = () => this.publicKey
  #spent = 0

  depositScript(reqId: bigint, refundHeight: number): Uint8Array {
    const parts = { chainId, manager: bridge, reqId, share: 0, refundPubKeyHash: new Uint8Array(20) }
    return p2wshScript(depositWitnessScript({ ...parts, stakerPubKey: key.publicKey, refundHeight }))
  }

  marking(reqId: bigint): Hex {
    return toHex(payoutMarking({ tag: payoutTag(chainId, withdrawals), reqId, share: 0 }))
  }

  /** A transaction that is in a block, or, without a height, in the mempool. */
  send(
    outputs: ServedEntry['outputs'],
    height: number | null,
    input?: { txid: string; vout: number },
  ): string {
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
    const served = new ServedEntries(this.entries, hashes)
    const server = await serveEsplora(blocks, (path) => {
      const answer = served.answer(path)
      return this.fault(path) ?? (answer && { ...answer, body: ' '.repeat(this.pad(path)) + answer.body })
    })
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
      evm: answeredContracts(this) as never,
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
}
