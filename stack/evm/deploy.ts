import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bytesToHex } from 'viem'
import * as z from 'zod'
import { ACCOUNT_INDEX, evmAccount } from '../accounts.ts'
import type { BitcoinRpc } from '../bitcoin/rpc.ts'
import { repoRoot, type StackPaths } from '../paths.ts'
import { lastLines } from '../process/program.ts'
import type { Supervisor } from '../process/supervisor.ts'
import { StackError } from '../stack-error.ts'
import type { EvmClient } from './client.ts'
import { foundryBinary } from './foundry-binary.ts'

const address = z.templateLiteral(['0x', z.string().regex(/^[0-9a-fA-F]{40}$/)])
const deploymentSchema = z.object({
  chainId: z.int(),
  startBlock: z.int(),
  checkpointHeight: z.int(),
  contracts: z.object({
    AccessManager: address,
    RequestIds: address,
    QpBTC: address,
    BitcoinRelay: address,
    StakerRegistry: address,
    StakerSelector: address,
    EntanglementManager: address,
    DepositMinter: address,
    EscrowBuffer: address,
    HolderSelector: address,
    WithdrawalManager: address,
    CollateralToken: address,
    PriceFeed: address,
  }),
})
export type Deployment = z.infer<typeof deploymentSchema>

const EPOCH = 2016

/** What an earlier run deployed on this chain; null when it is a new chain. */
export async function savedDeployment(paths: StackPaths, evm: EvmClient): Promise<Deployment | null> {
  if (!existsSync(paths.deployment)) return null
  const parsed = deploymentSchema.safeParse(JSON.parse(readFileSync(paths.deployment, 'utf8')))
  if (!parsed.success) return null
  const code = await evm.getCode({ address: parsed.data.contracts.EntanglementManager })
  return code === undefined ? null : parsed.data
}

const SCRIPT = 'contracts/script/Deploy.s.sol'

/**
 * Compiles what a new chain will need while nodes and database start; nothing where the chain has its contracts already.
 * @throws StackError with the last lines of the log when the contracts do not build
 */
export async function compile(supervisor: Supervisor, paths: StackPaths): Promise<string | undefined> {
  if (existsSync(paths.deployment)) return 'not needed'
  const { ending, program } = await supervisor.run({
    name: 'compile',
    command: foundryBinary('forge'),
    args: ['build', SCRIPT],
    env: { FOUNDRY_DISABLE_NIGHTLY_WARNING: '1' },
  })
  if (ending === 0) return undefined
  throw new StackError(
    'The contracts do not compile.',
    `Last lines of ${program.logFile}:\n${lastLines(program.logFile, 25)}`,
  )
}

/**
 * Deploys everything with the script that deploys everywhere. The relay starts at Bitcoin's tip of this moment.
 * @throws StackError with the last lines of the log when the contracts do not build or the script fails
 */
export async function deploy(
  supervisor: Supervisor,
  paths: StackPaths,
  evm: EvmClient,
  bitcoin: BitcoinRpc,
): Promise<Deployment> {
  const height = await bitcoin.call<number>('getblockcount')
  const hash = await bitcoin.call<string>('getblockhash', height)
  const header = await bitcoin.call<string>('getblockheader', hash, false)
  const epochHash = await bitcoin.call<string>('getblockhash', height - (height % EPOCH))
  const epoch = await bitcoin.call<{ time: number }>('getblockheader', epochHash)
  // the script may write only where foundry.toml lets it, and a stack's directory can lie elsewhere
  const output = path.join(repoRoot, '.stack', `deployed-${randomUUID()}.json`)
  mkdirSync(path.dirname(output), { recursive: true })
  const admin = evmAccount(ACCOUNT_INDEX.admin)
  const key = admin.getHdKey().privateKey
  if (!key) throw new Error('the admin account has no key')
  const { ending, program } = await supervisor.run({
    name: 'deploy',
    command: foundryBinary('forge'),
    args: [
      // one after the other: all at once are more than a block takes, and what is left over waits for a next one in vain
      ...['script', SCRIPT, '--rpc-url', evm.transport.url ?? '', '--broadcast', '--slow'],
      ...['--private-key', bytesToHex(key), '--non-interactive'],
    ],
    env: {
      DEPLOY_OUTPUT: output,
      // off the local chain the script demands all three, since a wrong height or epoch start is found only when it costs
      RELAY_CHECKPOINT_HEADER: `0x${header}`,
      RELAY_CHECKPOINT_HEIGHT: String(height),
      RELAY_EPOCH_START: String(epoch.time),
      ADMIN: admin.address,
      GUARDIAN: evmAccount(ACCOUNT_INDEX.guardian).address,
      FEE_RECIPIENT: evmAccount(ACCOUNT_INDEX.feeRecipient).address,
      FOUNDRY_DISABLE_NIGHTLY_WARNING: '1',
    },
  })
  if (ending !== 0 || !existsSync(output)) {
    throw new StackError(
      'The contracts could not be deployed.',
      `Last lines of ${program.logFile}:\n${lastLines(program.logFile, 25)}`,
    )
  }
  const book: unknown = { ...JSON.parse(readFileSync(output, 'utf8')), checkpointHeight: height }
  rmSync(output)
  const deployment = deploymentSchema.parse(book)
  writeFileSync(paths.deployment, JSON.stringify(deployment, null, 2))
  return deployment
}
