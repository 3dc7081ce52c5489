import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { toSat } from '../../core/to-sat.ts'
import { UserRejectedError } from '../../errors/contract.ts'
import { signPermit } from './sign-permit.ts'

const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
const question = {
  chainId: 31_337,
  token: '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6',
  owner: account.address,
  spender: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
  sats: toSat(50_000n),
  nonce: 3n,
  deadline: 1_700_000_000n,
} as const
const by = (signer: typeof account) => ({
  signTypedData: (json: string) => signer.signTypedData(JSON.parse(json)),
})

describe('signPermit', () => {
  test('default: what an ordinary account signs, in its three parts', async () => {
    const permit = await signPermit(by(account), question)
    expect(permit?.deadline).toBe(question.deadline)
    expect([27, 28]).toContain(permit?.v)
    expect(permit?.r).toHaveLength(66)
  })
  test('behavior: the parity alone, as some hardware wallets write it', async () => {
    const signature = async (json: string): Promise<`0x${string}`> => {
      const whole = await account.signTypedData(JSON.parse(json))
      const parity = whole.endsWith('1b') ? '00' : '01'
      return `0x${whole.slice(2, -2)}${parity}`
    }
    expect([27, 28]).toContain((await signPermit({ signTypedData: signature }, question))?.v)
  })
  test('C1: a Safe’s signature is not of its own account: approve instead', async () => {
    expect(await signPermit(by(other), question)).toBeNull()
    expect(await signPermit({ signTypedData: async () => '0x' }, question)).toBeNull()
  })
  test('behavior: a wallet without typed data: approve instead', async () => {
    const fails = async () => {
      throw new Error('method not supported')
    }
    expect(await signPermit({ signTypedData: fails }, question)).toBeNull()
  })
  test('error: UserRejectedError: declined is declined, no second question', async () => {
    const declines = async () => {
      throw new UserRejectedError()
    }
    await expect(signPermit({ signTypedData: declines }, question)).rejects.toBeInstanceOf(UserRejectedError)
  })
})
