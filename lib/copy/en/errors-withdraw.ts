/** What the withdrawal contracts refuse, by ABI error name; `errors.ts` takes them in. */
export const withdrawalErrors = {
  StakerRegistry_NotWithdrawals: {
    what: 'Only the withdrawals can change what a staker owes.',
    safe: 'Nothing was changed on chain.',
    next: 'Go through a withdrawal.',
  },
  StakerRegistry_NotHolders: {
    what: 'Only the draw of a withdrawal can reserve what a staker holds.',
    safe: 'Nothing was changed on chain.',
    next: 'Go through a withdrawal.',
  },
  WithdrawalManager_AddressZero: {
    what: 'An address is missing.',
    safe: 'Nothing was changed on chain.',
    next: 'Enter the address.',
  },
  WithdrawalManager_UnknownShare: {
    what: 'Withdrawal {reqId} has no share {share}.',
    safe: 'Nothing was changed on chain.',
    next: 'Reload the page: the draw may have been undone by a reorganisation.',
  },
  WithdrawalManager_UnknownRequest: {
    what: 'There is no withdrawal {reqId}.',
    safe: 'Nothing was changed on chain.',
    next: 'Check the number in the link.',
  },
  WithdrawalManager_AmountTooSmall: {
    what: 'The least amount with this miner fee is {minSats} sats.',
    safe: 'Nothing was sent; your qpBTC stays yours.',
    next: 'Type a larger amount, or choose a lower miner fee.',
  },
  WithdrawalManager_AmountTooLarge: {
    what: 'There will never be that much BTC.',
    safe: 'Nothing was sent; your qpBTC stays yours.',
    next: 'Check where the decimal point is.',
  },
  WithdrawalManager_MinerFeeTooLarge: {
    what: 'A miner fee of more than {limit} sats is not taken: it would be a slip of the hand.',
    safe: 'Nothing was sent; your qpBTC stays yours.',
    next: 'Choose a lower miner fee.',
  },
  WithdrawalManager_BadPayoutScript: {
    what: 'Nobody can be paid at this address: its type is not one that wallets use.',
    safe: 'Nothing was sent; your qpBTC stays yours.',
    next: 'Use a Taproot, segwit or legacy address of your own wallet.',
  },
  WithdrawalManager_StakerScript: {
    what: 'This address belongs to a staker of the bridge: a payment to itself would prove nothing.',
    safe: 'Nothing was sent; your qpBTC stays yours.',
    next: 'Use an address of your own wallet.',
  },
  WithdrawalManager_NotOwner: {
    what: 'Only the account that asked for the withdrawal can do this.',
    safe: 'Nothing was changed on chain.',
    next: 'Connect {owner}.',
  },
  WithdrawalManager_NoDraw: {
    what: 'The draw of withdrawal {reqId} is not open, or is open already.',
    safe: 'Nothing was changed on chain.',
    next: 'Reload the page: somebody was probably faster.',
  },
  WithdrawalManager_NothingUnplaced: {
    what: 'No part of this withdrawal waits in the queue any more.',
    safe: 'Your qpBTC is with its shares, or was given back already.',
    next: 'Reload the page to see where it is.',
  },
  WithdrawalManager_QueueEmpty: {
    what: 'Nobody waits in the queue.',
    safe: 'Nothing was changed on chain.',
    next: 'Reload the page.',
  },
  WithdrawalManager_NothingFree: {
    what: 'The stakers hold too little BTC that is free for the first in the queue.',
    safe: 'Nothing was changed on chain; what waits keeps its place.',
    next: 'Wait for new deposits, or take back what waits.',
  },
  WithdrawalManager_WrongState: {
    what: 'This share is past that step already.',
    safe: 'Nothing was changed on chain.',
    next: 'Reload the page: somebody was probably faster.',
  },
  WithdrawalManager_NotMarked: {
    what: 'The payment does not carry the marking of this share.',
    safe: 'What arrived on Bitcoin is yours; it does not count for this share.',
    next: 'Prove the transaction that carries the marking.',
  },
  WithdrawalManager_NoSuchOutput: {
    what: 'No unused output of the payment carries the {neededSats} sats that are owed.',
    safe: 'What arrived on Bitcoin is yours; the staker still owes the whole share.',
    next: 'Wait for the right payment; if it does not come in time, the staker’s collateral pays.',
  },
  WithdrawalManager_PaymentTooOld: {
    what: 'The payment was made before the withdrawal was asked for.',
    safe: 'Nothing was changed on chain.',
    next: 'Prove a payment from a block above {requestHeight}.',
  },
  WithdrawalManager_NotEnoughWork: {
    what: 'The blocks on the payment carry too little work.',
    safe: 'Nothing was changed on chain.',
    next: 'Wait for more Bitcoin blocks.',
  },
  WithdrawalManager_DeadlineNotPassed: {
    what: 'The deadline and its margin have not passed on both clocks.',
    safe: 'Nothing was changed on chain.',
    next: 'Wait until they have: 6 hours and 36 Bitcoin blocks after the deadline.',
  },
  WithdrawalManager_ParameterOutOfBounds: {
    what: 'The value is outside the bounds that were fixed for ever.',
    safe: 'Nothing was changed on chain.',
    next: 'Choose a value within the bounds.',
  },
} as const

/** What the withdrawal pages themselves refuse. */
export const withdrawErrors = {
  quote_changed: {
    what: 'Less would arrive than you were shown: {now} sats instead of {shown}.',
    safe: 'Nothing was sent; your qpBTC stays yours.',
    next: 'Read the new figures and send again.',
  },
  balance: {
    what: 'The account holds {balance} sats of qpBTC, less than that.',
    safe: 'Nothing was sent.',
    next: 'Type a smaller amount, or withdraw everything.',
  },
  miner_fee: {
    what: 'A miner fee is a whole number of sats from 1 to {limit}.',
    next: 'Type whole sats, without a point.',
  },
  staker_address: {
    what: 'This address belongs to a staker of the bridge: a payment to itself would prove nothing.',
    safe: 'Nothing was sent.',
    next: 'Use an address of your own wallet.',
  },
  ending: {
    what: 'These are not the last characters of the address above.',
    next: 'If your wallet shows these, the address above was changed on its way here: do not go on.',
  },
} as const
