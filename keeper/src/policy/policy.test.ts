import { type Abi, concat, encodeFunctionData, type Hex, pad, toFunctionSelector } from 'viem'
import { describe, expect, test } from 'vitest'
import { bitcoinRelayAbi } from '../../../contracts-abi/bitcoin-relay.ts'
import { depositMinterAbi } from '../../../contracts-abi/deposit-minter.ts'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import { qpBtcAbi } from '../../../contracts-abi/qp-btc.ts'
import { stakerRegistryAbi } from '../../../contracts-abi/staker-registry.ts'
import { withdrawalManagerAbi } from '../../../contracts-abi/withdrawal-manager.ts'
import { PolicyDeniedError } from '../errors.ts'
import { allowedCalls, assertAllowed, type KeeperTransaction, type PolicyLimits } from './policy.ts'

const at = (n: number) => pad(`0x${n.toString(16)}`, { size: 20 })
const limits: PolicyLimits = {
  chainId: 31337,
  self: at(1),
  contracts: { relay: at(2), bridge: at(3), registry: at(4), withdrawals: at(5), minter: at(6) },
  maxFeePerGas: 100n,
}
const resolve: KeeperTransaction = {
  chainId: 31337,
  nonce: 0,
  to: limits.contracts.bridge,
  data: encodeFunctionData({ abi: entanglementManagerAbi, functionName: 'resolveDeposit', args: [1n] }),
  value: 0n,
  gas: 200_000n,
  maxFeePerGas: 100n,
  maxPriorityFeePerGas: 1n,
}
const cancel: KeeperTransaction = { ...resolve, to: limits.self, data: '0x', gas: 21_000n }
const verdict = (tx: KeeperTransaction) => {
  try {
    assertAllowed(tx, limits)
    return 'allowed'
  } catch (error) {
    if (error instanceof PolicyDeniedError) return error.message
    throw error
  }
}

const proof = {
  tx: '0x',
  header: '0x',
  height: 1n,
  path: [],
  index: 0n,
  coinbaseTx: '0x',
  coinbasePath: [],
} as const
const calls: [string, Hex, Hex][] = [
  [
    'submitHeaders',
    limits.contracts.relay,
    encodeFunctionData({ abi: bitcoinRelayAbi, functionName: 'submitHeaders', args: ['0x00'] }),
  ],
  [
    'submitBranch',
    limits.contracts.relay,
    encodeFunctionData({ abi: bitcoinRelayAbi, functionName: 'submitBranch', args: [1n, '0x00'] }),
  ],
  ['resolveDeposit', limits.contracts.bridge, resolve.data],
  [
    'drainDeposits',
    limits.contracts.bridge,
    encodeFunctionData({ abi: entanglementManagerAbi, functionName: 'drainDeposits' }),
  ],
  [
    'lapseDeposit',
    limits.contracts.bridge,
    encodeFunctionData({ abi: entanglementManagerAbi, functionName: 'lapseDeposit', args: [1n] }),
  ],
  [
    'executeDeposit',
    limits.contracts.minter,
    encodeFunctionData({ abi: depositMinterAbi, functionName: 'executeDeposit', args: [1n, 0, [proof]] }),
  ],
  [
    'executeDeposits',
    limits.contracts.minter,
    encodeFunctionData({
      abi: depositMinterAbi,
      functionName: 'executeDeposits',
      args: [[1n], [0], { ...proof, txs: [proof] }],
    }),
  ],
  [
    'drainEscrow',
    limits.contracts.minter,
    encodeFunctionData({ abi: depositMinterAbi, functionName: 'drainEscrow', args: [at(9)] }),
  ],
  [
    'voidEscrow',
    limits.contracts.minter,
    encodeFunctionData({ abi: depositMinterAbi, functionName: 'voidEscrow', args: [1n, 0] }),
  ],
  [
    'forfeitRegistration',
    limits.contracts.minter,
    encodeFunctionData({ abi: depositMinterAbi, functionName: 'forfeitRegistration', args: [1n, 0] }),
  ],
  [
    'reportReorg',
    limits.contracts.minter,
    encodeFunctionData({
      abi: depositMinterAbi,
      functionName: 'reportReorg',
      args: [1n, 0, pad('0x1', { size: 32 }), 0],
    }),
  ],
  [
    'reproveDeposit',
    limits.contracts.minter,
    encodeFunctionData({ abi: depositMinterAbi, functionName: 'reproveDeposit', args: [1n, 0, 0, proof] }),
  ],
  [
    'closeReorg',
    limits.contracts.minter,
    encodeFunctionData({
      abi: depositMinterAbi,
      functionName: 'closeReorg',
      args: [1n, 0, pad('0x1', { size: 32 }), 0],
    }),
  ],
  [
    'proveSweep',
    limits.contracts.minter,
    encodeFunctionData({ abi: depositMinterAbi, functionName: 'proveSweep', args: [1n, 0, '0x', 0, proof] }),
  ],
  [
    'expireDeposit',
    limits.contracts.bridge,
    encodeFunctionData({ abi: entanglementManagerAbi, functionName: 'expireDeposit', args: [1n, 0] }),
  ],
  [
    'refreshWeight',
    limits.contracts.registry,
    encodeFunctionData({ abi: stakerRegistryAbi, functionName: 'refreshWeight', args: [at(9)] }),
  ],
  [
    'resolveWithdrawal',
    limits.contracts.withdrawals,
    encodeFunctionData({ abi: withdrawalManagerAbi, functionName: 'resolveWithdrawal', args: [1n] }),
  ],
  [
    'verifyWithdrawal',
    limits.contracts.withdrawals,
    encodeFunctionData({ abi: withdrawalManagerAbi, functionName: 'verifyWithdrawal', args: [1n, 0, proof] }),
  ],
  [
    'timeOutShare',
    limits.contracts.withdrawals,
    encodeFunctionData({ abi: withdrawalManagerAbi, functionName: 'timeOutShare', args: [1n, 0] }),
  ],
  [
    'drainQueue',
    limits.contracts.withdrawals,
    encodeFunctionData({ abi: withdrawalManagerAbi, functionName: 'drainQueue' }),
  ],
]

describe('assertAllowed', () => {
  test.each(calls)('default: %s', (_name, to, data) => {
    expect(verdict({ ...resolve, to, data })).toBe('allowed')
  })

  test('default: an empty transaction to itself', () => {
    expect(verdict(cancel)).toBe('allowed')
  })

  test('behavior: the table holds these calls and nothing more: none that is an owner’s', () => {
    expect(allowedCalls.map(({ signature }) => signature.split('(')[0])).toEqual(calls.map(([name]) => name))
  })

  test('behavior: every other function of every contract is refused, on every target', () => {
    const allowed = new Set(allowedCalls.map(({ signature }) => toFunctionSelector(signature)))
    const abis: Abi = [
      ...bitcoinRelayAbi,
      ...entanglementManagerAbi,
      ...depositMinterAbi,
      ...stakerRegistryAbi,
      ...withdrawalManagerAbi,
      ...qpBtcAbi,
    ]
    const others = abis
      .filter((item) => item.type === 'function')
      .map((item) => toFunctionSelector(item))
      .filter((selector) => !allowed.has(selector))
    expect(others.length).toBeGreaterThan(60)
    for (const to of [...Object.values(limits.contracts), at(77)])
      for (const selector of others)
        expect(verdict({ ...resolve, to, data: concat([selector, pad('0x01')]) })).toMatch(/no rule/)
  })

  test('behavior: an allowed call on another contract is refused', () => {
    for (const [, to, data] of calls)
      for (const other of [...Object.values(limits.contracts), at(77)])
        if (other !== to) expect(verdict({ ...resolve, to: other, data })).toMatch(/which is not the/)
  })

  test.each<[string, Partial<KeeperTransaction>, RegExp]>([
    ['another chain', { chainId: 1 }, /chain 1/],
    ['value', { value: 1n }, /would send 1 wei/],
    ['negative nonce', { nonce: -1 }, /nonce/],
    ['fractional nonce', { nonce: 0.5 }, /nonce/],
    ['fee above the cap', { maxFeePerGas: 101n }, /cap 100/],
    ['fee zero', { maxFeePerGas: 0n }, /fee 0/],
    ['priority above the fee', { maxPriorityFeePerGas: 101n }, /priority/],
    ['gas above the cap', { gas: 2_000_001n }, /gas 2000001/],
    ['gas zero', { gas: 0n }, /gas 0/],
    ['no data', { data: '0x' }, /no rule/],
    ['three bytes', { data: '0x010203' }, /no rule/],
    ['more bytes than the call has', { data: concat([resolve.data, '0x00']) }, /37 bytes/],
  ])('error: PolicyDeniedError for %s', (_name, change, said) => {
    expect(verdict({ ...resolve, ...change })).toMatch(said)
  })

  test.each<[string, Partial<KeeperTransaction>]>([
    ['data', { data: '0x00' }],
    ['value', { value: 1n }],
    ['more gas', { gas: 21_001n }],
  ])('error: PolicyDeniedError for a cancelling transaction with %s', (_name, change) => {
    expect(verdict({ ...cancel, ...change })).toMatch(/Refused/)
  })
})
