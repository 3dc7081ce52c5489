import { NETWORK, TEST_NETWORK } from '@scure/btc-signer'

/** Bitcoin chains by Bitcoin Core's names, as in `.stack/endpoints.json` and `BitcoinRelay.chainName()`. */
export type BitcoinNetwork = 'main' | 'test' | 'signet' | 'regtest'

export type NetworkParams = Readonly<{
  bech32: string
  pubKeyHash: number
  scriptHash: number
  wif: number
}>

/**
 * Prefixes by network (BIP-173, Bitcoin Core's chainparams). testnet, signet and regtest share the base58 versions, and
 * testnet and signet the bech32 prefix too: only the configured network tells them apart.
 */
export const bitcoinNetworks: Readonly<Record<BitcoinNetwork, NetworkParams>> = {
  main: NETWORK,
  test: TEST_NETWORK,
  signet: TEST_NETWORK,
  regtest: { ...TEST_NETWORK, bech32: 'bcrt' },
}
