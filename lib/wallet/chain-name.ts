const names: Readonly<Record<number, string>> = {
  200901: 'Bitlayer',
  200810: 'Bitlayer Testnet',
  31337: 'Local chain',
}

/** What people call an EVM chain; its number where no name is known here. */
export const chainName = (chainId: number): string => names[chainId] ?? `Chain ${chainId}`
