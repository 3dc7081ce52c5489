/** What a list of requests is asked for; null wherever nothing is asked. Everything that is given must hold. */
export type RequestFilter = {
  kind: 'deposit' | 'withdrawal' | null
  /** reqIds below this one */
  before: bigint | null
  limit: number
  state: string | null
  /** who has a part in it: requester, recipient or owner */
  account: `0x${string}` | null
  /** somebody else who has a part in it too */
  other: `0x${string}` | null
  /** who asked for it */
  owner: `0x${string}` | null
  /** who carries a share of it */
  staker: `0x${string}` | null
  reqId: bigint | null
  /** a Bitcoin transaction that paid it, as explorers show it */
  txid: string | null
  /** a scriptPubKey to which it is paid */
  script: `0x${string}` | null
  /** an EVM transaction in which something happened to it */
  tx: `0x${string}` | null
  /** only what nothing has ended yet */
  open: boolean
}
