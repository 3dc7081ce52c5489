import { index, onchainEnum, onchainTable, primaryKey } from 'ponder'

/**
 * The states that an event has recorded, named as the contract names them. `Refundable` also comes by time alone; the
 * index knows it only once somebody has recorded it on chain, and the chain decides.
 */
export const recordedState = onchainEnum('recorded_state', [
  'Requested',
  'Assigned',
  'Minted',
  'Expired',
  'Cancelled',
  'Refundable',
])

/** The things that can happen to a request, each at most once. */
export const stepName = onchainEnum('step_name', [
  'requested',
  'assigned',
  'minted',
  'expired',
  'cancelled',
  'refundable',
])

/** A request is somebody's wish to move BTC; it has a small sequential id that nothing else has. */
export const request = onchainTable(
  'request',
  (t) => ({
    reqId: t.bigint().primaryKey(),
    /** who asked and owns the grief bond */
    requester: t.hex().notNull(),
    /** who receives the qpBTC */
    recipient: t.hex().notNull(),
    sats: t.bigint().notNull(),
    /** hash160 of the key that can take the coin back */
    refundPubKeyHash: t.hex().notNull(),
    /** grief bond as it was sent, in wei */
    bondWei: t.bigint().notNull(),
    bondClaimed: t.boolean().notNull(),
    /** Bitcoin heights */
    requestHeight: t.integer().notNull(),
    refundHeight: t.integer().notNull(),
    state: recordedState('state').notNull(),
  }),
  (table) => ({
    byRequester: index().on(table.requester, table.reqId),
    byRecipient: index().on(table.recipient, table.reqId),
    byState: index().on(table.state, table.reqId),
  }),
)

/** A step is one thing that happened to a request: in which block, when (Unix seconds), in which transaction. */
export const step = onchainTable(
  'step',
  (t) => ({
    reqId: t.bigint().notNull(),
    name: stepName('name').notNull(),
    block: t.integer().notNull(),
    time: t.int8({ mode: 'number' }).notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.reqId, table.name] }),
    recent: index().on(table.name, table.block),
  }),
)

/** A share is the part of a request that one staker carries: it has its own Bitcoin script and its own deadline. */
export const share = onchainTable(
  'share',
  (t) => ({
    reqId: t.bigint().notNull(),
    share: t.integer().notNull(),
    staker: t.hex().notNull(),
    /** the staker's key on the day of the draw */
    stakerPubKey: t.hex().notNull(),
    sats: t.bigint().notNull(),
    script: t.hex().notNull(),
    deadlineTime: t.int8({ mode: 'number' }).notNull(),
    deadlineHeight: t.integer().notNull(),
    /** known once it is minted: what was paid, what the recipient received, what the fee recipient received */
    paidSats: t.bigint(),
    mintedSats: t.bigint(),
    feeSats: t.bigint(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.reqId, table.share] }),
    byStaker: index().on(table.staker, table.reqId),
  }),
)

/** A payment is a Bitcoin output that was proven for a share; each counts once, ever. */
export const payment = onchainTable(
  'payment',
  (t) => ({
    /** as explorers show it, without 0x */
    txid: t.text().notNull(),
    vout: t.integer().notNull(),
    reqId: t.bigint().notNull(),
    share: t.integer().notNull(),
    sats: t.bigint().notNull(),
    staker: t.hex().notNull(),
    /** sortable place of its event in the chain */
    eventId: t.text().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.txid, table.vout] }),
    byShare: index().on(table.reqId, table.share),
    byEvent: index().on(table.eventId),
  }),
)

/** A staker holds the BTC; its collateral stands behind it. Amounts in sats unless they say otherwise. */
export const staker = onchainTable(
  'staker',
  (t) => ({
    address: t.hex().primaryKey(),
    stakerId: t.bigint().notNull(),
    pubKey: t.hex().notNull(),
    sweepScript: t.hex().notNull(),
    bondWei: t.bigint().notNull(),
    /** collateral in the token's smallest unit, without what is locked for unstaking */
    collateral: t.bigint().notNull(),
    /** collateral locked for unstaking, and the Unix second at which it can be claimed (0 when nothing is locked) */
    unstaking: t.bigint().notNull(),
    unstakeTime: t.int8({ mode: 'number' }).notNull(),
    issued: t.bigint().notNull(),
    toBeIssued: t.bigint().notNull(),
    toBeRedeemed: t.bigint().notNull(),
    acceptLimit: t.bigint().notNull(),
    depositsMinted: t.integer().notNull(),
    /** deposits whose deadline passed and that nobody has paid since */
    depositsExpired: t.integer().notNull(),
    registeredBlock: t.integer().notNull(),
    registeredTime: t.int8({ mode: 'number' }).notNull(),
    registeredTx: t.hex().notNull(),
  }),
  (table) => ({ byId: index().on(table.stakerId) }),
)

/** A weight is what the draw counts for a staker, which it knows by number: whole quanta, in sats. */
export const weight = onchainTable('weight', (t) => ({
  stakerId: t.bigint().primaryKey(),
  sats: t.bigint().notNull(),
}))

/** A relay tip is one moment at which the contracts' view of Bitcoin changed. */
export const relayTip = onchainTable('relay_tip', (t) => ({
  /** sortable place of the event in the chain: the greatest is the present */
  eventId: t.text().primaryKey(),
  /** last height kept from before; below the tip before it when Bitcoin reorganised */
  forkHeight: t.integer().notNull(),
  height: t.integer().notNull(),
  /** as explorers show it, without 0x */
  hash: t.text().notNull(),
  block: t.integer().notNull(),
  time: t.int8({ mode: 'number' }).notNull(),
}))

/**
 * Coverage says what a block gave to the index: how many events, and a digest over them. A reconciler compares it with
 * what a node answers now, because an index can lose a block and not know it.
 */
export const coverage = onchainTable('coverage', (t) => ({
  block: t.integer().primaryKey(),
  blockHash: t.hex().notNull(),
  events: t.integer().notNull(),
  digest: t.hex().notNull(),
}))
