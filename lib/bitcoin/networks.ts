/** Bitcoin chains by Bitcoin Core's names, as in `.stack/endpoints.json` and `BitcoinRelay.chainName()`. */
export type BitcoinNetwork = 'main' | 'test' | 'signet' | 'regtest'

export type NetworkParams = Readonly<{
  bech32: string
  pubKeyHash: number
  scriptHash: number
  wif: number
}>

const testPrefixes = { bech32: 'tb', pubKeyHash: 0x6f, scriptHash: 0xc4, wif: 0xef } as const

/**
 * Prefixes by network (BIP-173, Bitcoin Core's chainparams). testnet, signet and regtest share the base58 versions, and
 * testnet and signet the bech32 prefix too: only the configured network tells them apart.
 */
export const bitcoinNetworks: Readonly<Record<BitcoinNetwork, NetworkParams>> = {
  main: { bech32: 'bc', pubKeyHash: 0x00, scriptHash: 0x05, wif: 0x80 },
  test: testPrefixes,
  signet: testPrefixes,
  regtest: { ...testPrefixes, bech32: 'bcrt' },
}
