/** Native BTC has 18 decimals: 1 sat = 10^10 wei. */
const nativeCurrency = { name: 'Bitcoin', symbol: 'BTC', decimals: 18 } as const

/** Where deployments can be; endpoints are configuration, so none stands here. */
export type SluiceChain = Readonly<{
  id: number
  name: string
  /** seconds between blocks */
  blockSeconds: number
  /** EVM blocks after which a fact is practically, highly likely, and absolutely final */
  finality: Readonly<{ practical: number; high: number; absolute: number }>
  testnet: boolean
  nativeCurrency: typeof nativeCurrency
}>

const finality = { practical: 5, high: 15, absolute: 21 } as const
/** One node that nobody competes with; kept above zero so that whoever waits for finality waits here too. */
const localFinality = { practical: 1, high: 2, absolute: 5 } as const

export const sluiceChains = {
  31337: {
    id: 31337,
    name: 'Sluice local',
    blockSeconds: 1,
    finality: localFinality,
    testnet: true,
    nativeCurrency,
  },
  200810: { id: 200810, name: 'Bitlayer Testnet', blockSeconds: 3, finality, testnet: true, nativeCurrency },
  200901: { id: 200901, name: 'Bitlayer', blockSeconds: 3, finality, testnet: false, nativeCurrency },
} as const satisfies Readonly<Record<number, SluiceChain>>
