import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPublicClient, createWalletClient, sha256 as evmSha256, http, parseEther, toHex } from 'viem'
import { generatePrivateKey, mnemonicToAccount, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { bitcoinRelayAbi } from '../../contracts-abi/bitcoin-relay.ts'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { requestIdsAbi } from '../../contracts-abi/request-ids.ts'
import { createEsplora } from '../../lib/bitcoin/create-esplora.ts'
import { displayHash } from '../../lib/bitcoin/display-hash.ts'
import { fromHex } from '../../lib/bitcoin/from-hex.ts'
import { scriptToAddress } from '../../lib/bitcoin/script-to-address.ts'
import { type Endpoints, endpointsSchema } from '../../lib/config/endpoints.ts'
import { toSat } from '../../lib/core/to-sat.ts'
import { toWei } from '../../lib/core/to-wei.ts'
import { encodeCall } from '../../lib/evm/encode-call.ts'
import { readDeposit } from '../../lib/evm/read-deposit.ts'
import { readQuote } from '../../lib/evm/read-quote.ts'
import { requestDeposit } from '../../lib/evm/request-deposit.ts'
import { KeeperProcess } from './keeper-process.ts'

const mnemonic = 'test test test test test test test test test test test junk'
const depositorIndex = 15

export type LocalStack = Awaited<ReturnType<typeof startLocalStack>>
export type Address = `0x${string}`

/** Waits until `done` gives something; says what was waited for when it does not come. */
export async function until<T>(what: string, done: () => Promise<T | null | false>, ms = 60_000): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const value = await done()
    if (value !== null && value !== false) return value
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`)
    await new Promise((tick) => setTimeout(tick, 60))
  }
}

/** A stack of its own without keeper: real Bitcoin Core, real EVM node, deployed and seeded contracts. */
export async function startLocalStack(portBase: number) {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-keeper-'))
  const args = ['stack/main.ts', 'stack', '--fresh', '--only', 'control,seed', '--block-seconds', '0']
  const child = spawn(
    process.execPath,
    [...args, '--port-base', String(portBase), '--dir', join(dir, 'stack')],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text
  })
  child.stderr.on('data', (text: Buffer) => {
    said += text
  })
  await until(
    'the stack',
    async () => {
      if (child.exitCode !== null) throw new Error(`the stack ended: ${said}`)
      return said.includes('Ready in')
    },
    120_000,
  )
  const file = join(dir, 'stack', 'endpoints.json')
  const endpoints: Endpoints = endpointsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const contracts = endpoints.contracts as Record<keyof Endpoints['contracts'], Address>
  const rpc = endpoints.evm.rpc[0] ?? ''
  const esplora = createEsplora({ urls: endpoints.bitcoin.esplora })
  const evm = createPublicClient({ chain: foundry, transport: http(rpc), pollingInterval: 100 })
  const depositor = mnemonicToAccount(mnemonic, { addressIndex: depositorIndex })
  const wallet = createWalletClient({ account: depositor, chain: foundry, transport: http(rpc) })
  const keepers: KeeperProcess[] = []

  const control = async (
    path: string,
    body: Record<string, unknown> = {},
  ): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${endpoints.control?.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${text}`)
    return JSON.parse(text)
  }
  const mine = (blocks = 1) => control('/mine', { blocks })
  const deposit = (reqId: bigint, share = 0) => readDeposit(evm, contracts.EntanglementManager, reqId, share)
  const stateOf = async (reqId: bigint, share = 0) => (await deposit(reqId, share))?.state ?? 'None'
  const relayTip = async () => {
    const on = { address: contracts.BitcoinRelay, abi: bitcoinRelayAbi } as const
    const [height] = await evm.readContract({ ...on, functionName: 'tip' })
    const hash = await evm.readContract({ ...on, functionName: 'hashAt', args: [height] })
    return { height: Number(height), hash: displayHash(fromHex(hash)) }
  }
  const relayed = (ms?: number) =>
    until('the relay at Bitcoin’s tip', async () => (await relayTip()).hash === (await esplora.tipHash()), ms)
  const lastRequest = () =>
    evm.readContract({ address: contracts.RequestIds, abi: requestIdsAbi, functionName: 'last' })

  const bridgeEvents = {
    address: contracts.EntanglementManager,
    abi: entanglementManagerAbi,
    fromBlock: 0n,
  } as const

  return {
    dir,
    file,
    endpoints,
    contracts,
    rpc,
    esplora,
    evm,
    control,
    mine,
    deposit,
    stateOf,
    relayTip,
    relayed,
    lastRequest,
    /** Asks for deposits in one block. @returns their ids in order */
    request: async (...amounts: bigint[]): Promise<bigint[]> => {
      const first = (await lastRequest()) + 1n
      let nonce = await evm.getTransactionCount({ address: depositor.address })
      const hashes: Address[] = []
      for (const amount of amounts) {
        const sats = toSat(amount)
        const { bondWei } = await readQuote(evm, contracts.EntanglementManager, sats)
        const refundPubKeyHash = toHex(new Uint8Array(20).fill(7))
        const request = { sats, recipient: depositor.address, refundPubKeyHash, bondWei: toWei(bondWei * 2n) }
        const call = encodeCall(
          requestDeposit(contracts.EntanglementManager, { ...request, allowQueue: false }),
        )
        hashes.push(await wallet.sendTransaction({ ...call, nonce: nonce++, gas: 2_000_000n }))
      }
      for (const hash of hashes) {
        const receipt = await evm.waitForTransactionReceipt({ hash })
        if (receipt.status !== 'success') throw new Error('the request reverted')
      }
      return amounts.map((_, at) => first + BigInt(at))
    },
    assigned: (reqId: bigint) =>
      until(`deposit ${reqId} assigned`, async () => (await stateOf(reqId)) === 'Assigned'),
    minted: (reqId: bigint, ms?: number, share = 0) =>
      until(`deposit ${reqId}.${share} minted`, async () => (await stateOf(reqId, share)) === 'Minted', ms),
    /** Pays a deposit's script from the faucet. @returns the txid */
    pay: async (reqId: bigint, sats: bigint, share = 0): Promise<string> => {
      const script = (await deposit(reqId, share))?.assignment?.script
      const address = script && scriptToAddress(fromHex(script), 'regtest')
      if (!address) throw new Error(`deposit ${reqId} has no address`)
      const { txid } = await control('/faucet', { address, sats: String(sats) })
      return String(txid)
    },
    events: (eventName: 'DepositAssigned' | 'DepositExpired' | 'DepositRefundable' | 'DepositRequested') =>
      evm.getContractEvents({ ...bridgeEvents, eventName }),
    mints: () =>
      evm.getContractEvents({
        address: contracts.DepositMinter,
        abi: depositMinterAbi,
        fromBlock: 0n,
        eventName: 'DepositMinted',
      }),
    /** Transactions that `from` got mined, with their outcome. */
    transactionsOf: async (from: readonly Address[], fromBlock: bigint) => {
      const head = await evm.getBlockNumber()
      const found: { from: string; nonce: number; status: string; selector: string; hash: string }[] = []
      for (let number = fromBlock; number <= head; number++) {
        const block = await evm.getBlock({ blockNumber: number, includeTransactions: true })
        for (const tx of block.transactions) {
          if (!from.some((who) => who.toLowerCase() === tx.from.toLowerCase())) continue
          const { status } = await evm.getTransactionReceipt({ hash: tx.hash })
          found.push({
            from: tx.from,
            nonce: tx.nonce,
            status,
            selector: tx.input.slice(0, 10),
            hash: tx.hash,
          })
        }
      }
      return found
    },
    /** A funded key in a file of its own. */
    newKey: async (): Promise<{ path: string; address: Address }> => {
      const key = generatePrivateKey()
      const { address } = privateKeyToAccount(key)
      const path = join(dir, `${evmSha256(key).slice(2, 10)}.key`)
      writeFileSync(path, key, { mode: 0o600 })
      await control('/faucet/evm', { address, wei: String(parseEther('10')) })
      return { path, address }
    },
    /** Starts `node keeper/src/index.ts` with this stack's endpoints. */
    keeper: (
      keyPath: string,
      port: number,
      env: Record<string, string> = {},
      jobs = 'relay,settle',
    ): KeeperProcess => {
      const own = {
        SLUICE_ENDPOINTS: file,
        KEEPER_KEY_FILE: keyPath,
        KEEPER_PORT: String(port),
        KEEPER_STATE_DIR: join(dir, `keeper-${port}`),
      }
      const keeper = new KeeperProcess({ ...own, ...env }, jobs)
      keepers.push(keeper)
      return keeper
    },
    stop: async () => {
      await Promise.all(keepers.map((keeper) => keeper.kill()))
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
