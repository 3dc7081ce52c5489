import * as z from 'zod/mini'

const url = z.url()
const address = z.templateLiteral(['0x', z.string()])

/**
 * Where every part of a running deployment is: what `.stack/endpoints.json` holds for the local stack, and what the
 * server is configured with elsewhere. `docs/endpoints.md` explains each field.
 */
export const endpointsSchema = z.object({
  version: z.literal(1),
  /**
   * EVM chain; `rpc` lists HTTP endpoints in order of preference, `publicRpc` those that browsers are told instead, `ws` is
   * what the indexer follows.
   */
  evm: z.object({
    chainId: z.number(),
    rpc: z.array(url).check(z.minLength(1)),
    publicRpc: z.optional(z.array(url).check(z.minLength(1))),
    ws: z.nullable(url),
  }),
  /** Bitcoin; `esplora` lists base URLs, `rpc` and `cookieFile` exist only for the local node. */
  bitcoin: z.object({
    network: z.enum(['main', 'test', 'signet', 'regtest']),
    esplora: z.array(url).check(z.minLength(1)),
    rpc: z.nullable(url),
    cookieFile: z.nullable(z.string()),
  }),
  indexer: z.object({ url }),
  keeper: z.object({ url: z.nullable(url) }),
  app: z.object({ url }),
  /** Local stack only: mine, reorganise, pass time, stop and start parts. */
  control: z.nullable(z.object({ url })),
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
  /** EVM block of the first contract. */
  startBlock: z.number(),
})

export type Endpoints = z.infer<typeof endpointsSchema>
