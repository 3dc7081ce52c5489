import { parseEther } from 'viem'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { scriptToAddress } from '../../lib/bitcoin/script-to-address.ts'
import { signStakerMessage } from '../../lib/bitcoin/sign-staker-message.ts'
import { toHex } from '../../lib/bitcoin/to-hex.ts'
import { toWei } from '../../lib/core/to-wei.ts'
import { contractCall } from '../../lib/evm/contract-call.ts'
import { depositCollateral } from '../../lib/evm/deposit-collateral.ts'
import { refreshWeight } from '../../lib/evm/refresh-weight.ts'
import { registerStaker } from '../../lib/evm/register-staker.ts'
import { ACCOUNT_INDEX, bitcoinKey, evmAccount } from '../accounts.ts'
import type { EvmClient } from '../evm/client.ts'
import { localCollateralAbi } from '../evm/collateral.ts'
import type { Deployment } from '../evm/deploy.ts'
import { send } from '../evm/send.ts'
import type { Run } from '../run.ts'

/** Collateral of each staker in whole tokens; at 100,000 sats a token and 150 % they carry 30, 16, 8, 4 and 1.6 BTC. */
const COLLATERAL_TOKENS = ['45000', '24000', '12000', '6000', '2400'] as const
/** What each has of its own on Bitcoin, in sats: fees of sweeps must not come out of what it holds for others. */
const OWN_SATS = 1_000_000n
/** EVM blocks until added collateral counts in the draw. */
const MATURITY_BLOCKS = 300

/** Bitcoin key of the seeded staker at `position`, from 0. */
export const stakerKey = (position: number) => bitcoinKey(`staker ${position}`)

/** Whitelists and registers five stakers of different size, and waits in EVM blocks until their collateral counts. */
export async function seedStakers(evm: EvmClient, deployment: Deployment): Promise<void> {
  const { StakerRegistry: registry, CollateralToken: token } = deployment.contracts
  const admin = evmAccount(ACCOUNT_INDEX.admin)
  const bondWei = await evm.readContract({
    address: registry,
    abi: stakerRegistryAbi,
    functionName: 'registrationBond',
  })
  for (const [position, tokens] of COLLATERAL_TOKENS.entries()) {
    const account = evmAccount(ACCOUNT_INDEX.stakers[position] ?? 0)
    const key = stakerKey(position)
    const amount = parseEther(tokens)
    const { pubKeyX, pubKeyY, signature } = signStakerMessage(key.privateKey, {
      staker: account.address,
      chainId: deployment.chainId,
      registry,
    })
    await send(
      evm,
      admin,
      contractCall(registry, stakerRegistryAbi, 'setWhitelisted', [account.address, true]),
      contractCall(token, localCollateralAbi, 'mint', [account.address, amount]),
    )
    await send(
      evm,
      account,
      registerStaker(registry, {
        pubKeyX,
        pubKeyY,
        signature,
        sweepScript: toHex(key.script),
        bondWei: toWei(bondWei),
      }),
      contractCall(token, localCollateralAbi, 'approve', [registry, amount]),
      depositCollateral(registry, amount),
    )
  }
  await evm.mine({ blocks: MATURITY_BLOCKS, interval: 1 })
  for (const index of ACCOUNT_INDEX.stakers) {
    await send(evm, admin, refreshWeight(registry, evmAccount(index).address))
  }
}

/** Gives every staker a Bitcoin coin of its own; it is in a block with the next one. */
export async function seedOwnCoins(run: Run): Promise<void> {
  const outputs = COLLATERAL_TOKENS.map((_, position) => {
    const address = scriptToAddress(stakerKey(position).script, 'regtest')
    if (address === null) throw new Error(`the script of staker ${position} has no address`)
    return { address, sats: OWN_SATS }
  })
  await run.faucet.pay(outputs)
}
