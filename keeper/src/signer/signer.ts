import { type Address, type Hex, keccak256 } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { assertAllowed, type KeeperTransaction, type PolicyLimits } from '../policy/policy.ts'

export interface SignedTransaction {
  raw: Hex
  hash: Hex
}

/** Signs nothing that the policy does not allow. The account never leaves the closure that makes this. */
export interface Signer {
  address: Address
  limits: PolicyLimits
  /** @throws PolicyDeniedError */
  sign(tx: KeeperTransaction): Promise<SignedTransaction>
}

/** @param limits what may be signed; its `self` is set here, so that it cannot name another account */
export function createSigner(account: PrivateKeyAccount, limits: Omit<PolicyLimits, 'self'>): Signer {
  const own: PolicyLimits = { ...limits, self: account.address }
  return {
    address: account.address,
    limits: own,
    async sign(tx) {
      assertAllowed(tx, own)
      const raw = await account.signTransaction({ ...tx, type: 'eip1559' })
      return { raw, hash: keccak256(raw) }
    },
  }
}
