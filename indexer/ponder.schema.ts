import { index, onchainEnum, onchainTable, primaryKey } from 'ponder'

/**
 * The states of a deposit's share, and of a request before it has shares, named as the contract names them and in its
 * order. `Refundable` also comes by time alone; the index knows it only once somebody has recorded it on chain, and the
 * chain decides.
 */
export const recordedState = onchainEnum('recorded_state', [
  'Requested',
  'Assigned',
  'Minted',
  'Expired',
  'Cancelled',
  'Refundable',
  'Queued',
  'Offered',
  'Escrowed',
])

/** The things that can happen to a deposit, as often as it may be. */
export const stepName = onchainEnum('step_name', [
  'requested',
  'queued',
  'offered',
  'accepted',
  'assigned',
  'paid',
  'minted',
  'escrowed',
  'finalised',
  'expired',
  'refundable',
  'cancelled',
  'reorganised',
  'reproven',
  'owed',
  'swept',
])

/** A request is somebody's wish to bring BTC in; it has a small sequential id that nothing else has, a withdrawal neither. */
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
    /** grief bond in wei, as it was sent with the request or when the offer was accepted; 0 while it is queued */
    bondWei: t.bigint().notNull(),
    bondClaimed: t.boolean().notNull(),
    /** Bitcoin heights; counted anew when an offer is accepted */
    requestHeight: t.integer().notNull(),
    refundHeight: t.integer().notNull(),
    /** once it has shares, of the one that is furthest from its end: `lib/core/deposit-request-state.ts` */
    state: recordedState('state').notNull(),
    shareCount: t.integer().notNull(),
    /** its place in the queue, which is never used twice; null while it is not queued */
    place: t.bigint(),
    /** Unix second at which its offer lapses, kept as a share's deadlines are; null while there is none */
    offerUntil: t.int8({ mode: 'number' }),
  }),
  (table) => ({
    byRequester: index().on(table.requester, table.reqId),
    byRecipient: index().on(table.recipient, table.reqId),
    byState: index().on(table.state, table.reqId),
    byPlace: index().on(table.place),
  }),
)

/** A step is one thing that happened to a deposit or to one of its shares, and how many sats it was about. */
export const step = onchainTable(
  'step',
  (t) => ({
    /** sortable place of its event in the chain */
    eventId: t.text().primaryKey(),
    reqId: t.bigint().notNull(),
    name: stepName('name').notNull(),
    /** null when it concerns no single share */
    share: t.integer(),
    sats: t.bigint().notNull(),
    /** whether what was escrowed waits for the mint limit, or (false) for its staker's room; null for every other step */
    forLimit: t.boolean(),
    block: t.integer().notNull(),
    time: t.int8({ mode: 'number' }).notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    byRequest: index().on(table.reqId, table.eventId),
    recent: index().on(table.name, table.block),
    byTx: index().on(table.tx),
  }),
)

/** A share is the part of a request that one staker carries: it has its own Bitcoin script, state and payments. */
export const share = onchainTable(
  'share',
  (t) => ({
    reqId: t.bigint().notNull(),
    share: t.integer().notNull(),
    staker: t.hex().notNull(),
    /** the staker's key on the day of the draw */
    stakerPubKey: t.hex().notNull(),
    /** its amount; what was paid once that was made final */
    sats: t.bigint().notNull(),
    script: t.hex().notNull(),
    /** less what halts had moved on the day of the draw: what they moved since is added when it is read (`clock`) */
    deadlineTime: t.int8({ mode: 'number' }).notNull(),
    deadlineHeight: t.integer().notNull(),
    state: recordedState('state').notNull(),
    /** what of its amount is still reserved at its staker */
    reserved: t.bigint().notNull(),
    /** what its counted payments carry; what of that was issued, received by the recipient and by the fee recipient */
    paidSats: t.bigint().notNull(),
    issuedSats: t.bigint().notNull(),
    mintedSats: t.bigint().notNull(),
    feeSats: t.bigint().notNull(),
    /** what waits in escrow, for the mint limit or (false) for its staker's room, and its place there; 0 and null if not */
    waiting: t.bigint().notNull(),
    waitsForLimit: t.boolean().notNull(),
    place: t.bigint(),
    /** what its staker was proven to have taken of it below the refund height */
    sweptSats: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.reqId, table.share] }),
    byStaker: index().on(table.staker, table.reqId),
    byScript: index().on(table.script),
    byPlace: index().on(table.place),
  }),
)

/** What became of a counted payment whose block Bitcoin took back: `owed` by its staker when nobody proved it again. */
export const reorgState = onchainEnum('reorg_state', ['open', 'owed'])

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
    /** null while its block is in the chain, as far as anybody has reported; while open, until which Bitcoin height */
    reorg: reorgState('reorg'),
    reorgUntil: t.integer(),
    /** its staker was proven to have spent it below the refund height */
    swept: t.boolean().notNull(),
    /** sortable place of its event in the chain */
    eventId: t.text().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.txid, table.vout] }),
    byShare: index().on(table.reqId, table.share),
    byEvent: index().on(table.eventId),
  }),
)

/** Where a share of a withdrawal stands. The state of the withdrawal itself follows from its shares and is kept nowhere. */
export const withdrawalShareState = onchainEnum('withdrawal_share_state', [
  'Pending',
  'Paid',
  'TimedOut',
  'Retried',
  'Reimbursed',
])

/** The things that can happen to a withdrawal, as often as it may be. */
export const withdrawalStepName = onchainEnum('withdrawal_step_name', [
  'requested',
  'queued',
  'drained',
  'assigned',
  'paid',
  'timedOut',
  'retried',
  'reimbursed',
  'returned',
])

/** A withdrawal is somebody's wish to take BTC out: qpBTC is locked, and stakers pay it in shares. Amounts in sats. */
export const withdrawal = onchainTable(
  'withdrawal',
  (t) => ({
    reqId: t.bigint().primaryKey(),
    /** who asked, and who alone cancels, retries and is reimbursed */
    owner: t.hex().notNull(),
    /** qpBTC that was locked, the redeem fee included */
    sats: t.bigint().notNull(),
    feeSats: t.bigint().notNull(),
    /** what each share's staker may keep for its miner fee */
    maxFeeSats: t.bigint().notNull(),
    /** scriptPubKey to pay */
    payoutScript: t.hex().notNull(),
    /** Bitcoin height */
    requestHeight: t.integer().notNull(),
    /** part that no share carries (yet), and the fee that goes back with it */
    unplaced: t.bigint().notNull(),
    unplacedFee: t.bigint().notNull(),
    /** whether a draw is open for that part */
    drawing: t.boolean().notNull(),
    /** its place in the queue, which is never used twice; null while it is not queued */
    place: t.bigint(),
    /** what went back to the owner unplaced, fee apart */
    returned: t.bigint().notNull(),
    returnedFee: t.bigint().notNull(),
  }),
  (table) => ({
    byOwner: index().on(table.owner, table.reqId),
    byScript: index().on(table.payoutScript, table.reqId),
    byPlace: index().on(table.place),
  }),
)

/** A withdrawal share is the part of a withdrawal that one staker owes; whoever is drawn again gets a new one. */
export const withdrawalShare = onchainTable(
  'withdrawal_share',
  (t) => ({
    reqId: t.bigint().notNull(),
    share: t.integer().notNull(),
    staker: t.hex().notNull(),
    /** tokens that are burned when it is paid, and the redeem fee that was taken for it */
    sats: t.bigint().notNull(),
    feeSats: t.bigint().notNull(),
    /** less what halts had moved on the day of the draw, as in `share` */
    deadlineTime: t.int8({ mode: 'number' }).notNull(),
    deadlineHeight: t.integer().notNull(),
    state: withdrawalShareState('state').notNull(),
    /** the Bitcoin output that paid it, txid as explorers show it; null until one is proven */
    txid: t.text(),
    vout: t.integer(),
    paidSats: t.bigint(),
    /** collateral that its owner received for its lateness, in the token's smallest unit; null while there was none */
    collateral: t.bigint(),
    /** tokens taken for that collateral, and whether they were burned or kept by the staker; null unless reimbursed */
    takenSats: t.bigint(),
    burned: t.boolean(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.reqId, table.share] }),
    byStaker: index().on(table.staker, table.reqId),
    byState: index().on(table.state, table.reqId),
    byTxid: index().on(table.txid),
  }),
)

/** A withdrawal step is one thing that happened to a withdrawal or to one of its shares, and how many sats it was about. */
export const withdrawalStep = onchainTable(
  'withdrawal_step',
  (t) => ({
    /** sortable place of its event in the chain */
    eventId: t.text().primaryKey(),
    reqId: t.bigint().notNull(),
    name: withdrawalStepName('name').notNull(),
    /** null when it concerns no single share */
    share: t.integer(),
    sats: t.bigint().notNull(),
    block: t.integer().notNull(),
    time: t.int8({ mode: 'number' }).notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    byRequest: index().on(table.reqId, table.eventId),
    recent: index().on(table.name, table.block),
    byTx: index().on(table.tx),
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
    /** least miner fee of a withdrawal share that it takes: the former until the Unix second, then the next */
    minMinerFee: t.bigint().notNull(),
    nextMinMinerFee: t.bigint().notNull(),
    nextMinMinerFeeTime: t.int8({ mode: 'number' }).notNull(),
    /** Unix second until which it is drawn for nothing; 0 when it never was banned */
    bannedUntil: t.int8({ mode: 'number' }).notNull(),
    /** collateral that went to owners of shares it did not pay in time, in the token's smallest unit, all in all */
    collateralTaken: t.bigint().notNull(),
    withdrawalsPaid: t.integer().notNull(),
    /** shares whose deadline passed and that nobody has paid since */
    withdrawalsLate: t.integer().notNull(),
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

/** A holder weight is the same for the draw over holders: what a staker holds of others' BTC and does not owe yet. */
export const holderWeight = onchainTable('holder_weight', (t) => ({
  stakerId: t.bigint().primaryKey(),
  sats: t.bigint().notNull(),
}))

/** The clock is one row: by how much halts have moved every open deadline, and since when one lasts. */
export const clock = onchainTable('clock', (t) => ({
  id: t.integer().primaryKey(),
  /** seconds and Bitcoin blocks of the halts that have ended */
  shiftSeconds: t.int8({ mode: 'number' }).notNull(),
  shiftBlocks: t.integer().notNull(),
  /** Unix second and Bitcoin height at which the halt began that lasts; null while there is none */
  haltTime: t.int8({ mode: 'number' }),
  haltHeight: t.integer(),
  /** the relay's tip */
  tipHeight: t.integer().notNull(),
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
