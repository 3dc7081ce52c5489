import { type Address, type Hex, isAddressEqual, size, slice, toFunctionSelector } from 'viem'
import { PolicyDeniedError } from '../errors.ts'

/** The one kind of transaction that is ever signed here (EIP-1559). */
export interface KeeperTransaction {
  chainId: number
  nonce: number
  to: Address
  data: Hex
  /** wei */
  value: bigint
  gas: bigint
  /** wei per gas */
  maxFeePerGas: bigint
  /** wei per gas */
  maxPriorityFeePerGas: bigint
}

interface PolicyContracts {
  relay: Address
  bridge: Address
  minter: Address
  registry: Address
  withdrawals: Address
}

export interface PolicyLimits {
  chainId: number
  /** the signer's own address: a hole in its nonces is filled by sending nothing to itself */
  self: Address
  contracts: PolicyContracts
  /** wei per gas */
  maxFeePerGas: bigint
}

interface Rule {
  contract: keyof PolicyContracts
  signature: string
  maxGas: bigint
  maxBytes: number
}

/**
 * All that may be signed. Gas limits leave room above what the calls measure; a call that needs more is not the call
 * that was meant.
 */
export const allowedCalls: readonly Rule[] = [
  { contract: 'relay', signature: 'submitHeaders(bytes)', maxGas: 20_000_000n, maxBytes: 64 * 1024 },
  { contract: 'relay', signature: 'submitBranch(uint256,bytes)', maxGas: 20_000_000n, maxBytes: 64 * 1024 },
  { contract: 'bridge', signature: 'resolveDeposit(uint256)', maxGas: 2_000_000n, maxBytes: 36 },
  { contract: 'bridge', signature: 'drainDeposits()', maxGas: 1_000_000n, maxBytes: 4 },
  { contract: 'bridge', signature: 'lapseDeposit(uint256)', maxGas: 1_000_000n, maxBytes: 36 },
  {
    contract: 'minter',
    signature: 'executeDeposit(uint256,uint8,(bytes,bytes,uint256,bytes32[],uint256,bytes,bytes32[])[])',
    maxGas: 8_000_000n,
    // no node passes on a transaction over 128 KiB
    maxBytes: 127 * 1024,
  },
  {
    contract: 'minter',
    signature:
      'executeDeposits(uint256[],uint8[],(bytes,uint256,bytes,bytes32[],(bytes,bytes32[],uint256)[]))',
    maxGas: 16_000_000n,
    maxBytes: 127 * 1024,
  },
  { contract: 'minter', signature: 'drainEscrow(address)', maxGas: 2_000_000n, maxBytes: 36 },
  { contract: 'minter', signature: 'voidEscrow(uint256,uint8)', maxGas: 1_000_000n, maxBytes: 68 },
  { contract: 'minter', signature: 'forfeitRegistration(uint256,uint8)', maxGas: 1_000_000n, maxBytes: 68 },
  {
    contract: 'minter',
    signature: 'reportReorg(uint256,uint8,bytes32,uint32)',
    maxGas: 1_000_000n,
    maxBytes: 132,
  },
  {
    contract: 'minter',
    signature: 'reproveDeposit(uint256,uint8,uint32,(bytes,bytes,uint256,bytes32[],uint256,bytes,bytes32[]))',
    maxGas: 8_000_000n,
    maxBytes: 127 * 1024,
  },
  {
    contract: 'minter',
    signature: 'closeReorg(uint256,uint8,bytes32,uint32)',
    maxGas: 1_000_000n,
    maxBytes: 132,
  },
  {
    contract: 'minter',
    signature:
      'proveSweep(uint256,uint8,bytes,uint32,(bytes,bytes,uint256,bytes32[],uint256,bytes,bytes32[]))',
    maxGas: 8_000_000n,
    maxBytes: 127 * 1024,
  },
  { contract: 'bridge', signature: 'expireDeposit(uint256,uint8)', maxGas: 1_000_000n, maxBytes: 68 },
  { contract: 'registry', signature: 'refreshWeight(address)', maxGas: 1_000_000n, maxBytes: 36 },
  { contract: 'withdrawals', signature: 'resolveWithdrawal(uint256)', maxGas: 3_000_000n, maxBytes: 36 },
  {
    contract: 'withdrawals',
    signature: 'verifyWithdrawal(uint256,uint8,(bytes,bytes,uint256,bytes32[],uint256,bytes,bytes32[]))',
    maxGas: 4_000_000n,
    maxBytes: 127 * 1024,
  },
  { contract: 'withdrawals', signature: 'timeOutShare(uint256,uint8)', maxGas: 1_000_000n, maxBytes: 68 },
  { contract: 'withdrawals', signature: 'drainQueue()', maxGas: 1_000_000n, maxBytes: 4 },
]

const bySelector = new Map(allowedCalls.map((rule) => [toFunctionSelector(rule.signature), rule]))

/** Gas of a transfer of nothing; what a cancelling transaction uses. */
export const CANCEL_GAS = 21_000n

/**
 * Default deny: what no rule names is refused. Stands between preparing and signing, and nothing is signed around it.
 * @throws PolicyDeniedError that names the first thing found wrong
 */
export function assertAllowed(tx: KeeperTransaction, limits: PolicyLimits): void {
  const deny = (reason: string): never => {
    throw new PolicyDeniedError(reason)
  }
  if (tx.chainId !== limits.chainId) deny(`chain ${tx.chainId}, not ${limits.chainId}`)
  if (tx.value !== 0n) deny(`it would send ${tx.value} wei`)
  if (!Number.isSafeInteger(tx.nonce) || tx.nonce < 0) deny(`nonce ${tx.nonce}`)
  if (tx.maxFeePerGas <= 0n || tx.maxFeePerGas > limits.maxFeePerGas)
    deny(`fee ${tx.maxFeePerGas} wei per gas, cap ${limits.maxFeePerGas}`)
  if (tx.maxPriorityFeePerGas < 0n || tx.maxPriorityFeePerGas > tx.maxFeePerGas)
    deny(`priority fee ${tx.maxPriorityFeePerGas} above the fee ${tx.maxFeePerGas}`)

  if (isAddressEqual(tx.to, limits.self)) {
    if (tx.data !== '0x') deny('data in a cancelling transaction')
    if (tx.gas > CANCEL_GAS) deny(`gas ${tx.gas} for a cancelling transaction`)
    return
  }
  const rule =
    ruleFor(tx.data) ?? deny(`no rule for selector ${size(tx.data) < 4 ? tx.data : slice(tx.data, 0, 4)}`)
  if (!isAddressEqual(tx.to, limits.contracts[rule.contract]))
    deny(`${rule.signature} on ${tx.to}, which is not the ${rule.contract}`)
  if (tx.gas <= 0n || tx.gas > rule.maxGas) deny(`gas ${tx.gas} for ${rule.signature}, cap ${rule.maxGas}`)
  if (size(tx.data) > rule.maxBytes) deny(`${size(tx.data)} bytes for ${rule.signature}`)
}

function ruleFor(data: Hex): Rule | undefined {
  return size(data) < 4 ? undefined : bySelector.get(slice(data, 0, 4))
}
