const unchanged = 'Nothing was changed on chain.'
const notCharged = 'Nothing was reserved or charged.'

/** What the contracts of deposits refuse, by ABI error name; `errors.ts` takes them in. */
export const depositErrors = {
  EntanglementManager_AddressZero: {
    what: 'An address is missing.',
    safe: unchanged,
    next: 'Enter the address.',
  },
  EntanglementManager_UnknownRequest: {
    what: 'There is no deposit with this number.',
    safe: 'No deposit can be lost by asking for a wrong number.',
    next: 'Check the number in the link.',
  },
  EntanglementManager_AmountUnderDust: {
    what: 'The amount is below the least deposit.',
    safe: notCharged,
    next: 'Choose a larger amount.',
  },
  EntanglementManager_AmountTooLarge: {
    what: 'The amount is above what one deposit can have.',
    safe: notCharged,
    next: 'Choose a smaller amount, or split it over several deposits.',
  },
  EntanglementManager_RecipientZero: {
    what: 'No recipient was named.',
    safe: notCharged,
    next: 'Enter the EVM address that shall receive the qpBTC.',
  },
  EntanglementManager_RefundKeyZero: {
    what: 'No refund key was named.',
    safe: notCharged,
    next: 'Choose a refund address: its key can take the BTC back alone.',
  },
  EntanglementManager_BondAmount: {
    what: 'The grief bond rose while you were deciding.',
    safe: notCharged,
    next: 'Read the new quote and send again.',
  },
  EntanglementManager_Paused: {
    what: 'New deposits are paused.',
    safe: 'Deposits already open go on: proofs, expiries and refunds cannot be paused.',
    next: 'Come back when the pause ends; the status page says when.',
  },
  EntanglementManager_TooFewStakers: {
    what: 'Too few stakers are active for new deposits.',
    safe: 'Deposits already open go on.',
    next: 'Come back when more stakers have joined.',
  },
  EntanglementManager_WrongState: {
    what: 'Somebody else already took this step, or the deposit has moved on.',
    safe: 'Nothing was changed by this attempt.',
    next: 'Look at the deposit again: it shows what comes next.',
  },
  EntanglementManager_RelayStale: {
    what: 'The relay has not heard of Bitcoin for too long.',
    safe: unchanged,
    next: 'Submit the missing headers first; anyone can.',
  },
  EntanglementManager_DeadlineNotPassed: {
    what: 'The deadline has not passed on both clocks.',
    safe: 'The deposit is still open.',
    next: 'Wait until both clocks are beyond it.',
  },
  EntanglementManager_NothingToClaim: {
    what: 'There is nothing to claim.',
    safe: unchanged,
    next: 'Look at the deposit again: the bond may already have been paid out.',
  },
  EntanglementManager_TransferFailed: {
    what: 'The receiving account refused the payment.',
    safe: 'The amount stays claimable.',
    next: 'Claim it from an account that can receive native BTC.',
  },
  EntanglementManager_ParameterOutOfBounds: {
    what: 'The value is outside its fixed bounds.',
    safe: 'The parameter stayed as it was.',
    next: 'Choose a value inside the bounds.',
  },
  EntanglementManager_PauseSpent: {
    what: 'The guardian has used its pause; the next one is not allowed yet.',
    safe: unchanged,
    next: 'Wait until the next pause is allowed.',
  },
  EntanglementManager_Halted: {
    what: 'The bridge is halted: no new deposit or withdrawal is taken.',
    safe: 'What is open goes on: proofs, claims and refunds work, and no deadline runs.',
    next: 'Come back when it is resumed; the status page says so.',
  },
  EntanglementManager_NotHalted: {
    what: 'The bridge is not halted.',
    safe: unchanged,
    next: 'There is nothing to resume.',
  },
  EntanglementManager_ReorgOpen: {
    what: 'New deposits wait: Bitcoin took back the block of a payment that was minted.',
    safe: 'Deposits already open go on.',
    next: 'Come back when the payment is proven again, a day at most.',
  },
  EntanglementManager_NotRequester: {
    what: 'Only the account that asked for this deposit can do this.',
    safe: unchanged,
    next: 'Connect {requester}.',
  },
  EntanglementManager_NotMinter: {
    what: 'Only the contract that mints can settle a deposit.',
    safe: unchanged,
    next: 'Prove the payment instead.',
  },
  EntanglementManager_QueueEmpty: {
    what: 'Nobody waits in the queue of deposits.',
    safe: unchanged,
    next: 'Reload the page: somebody may have been faster.',
  },
  EntanglementManager_NothingFree: {
    what: 'There is not enough capacity yet for who waits first: {available} of {needed} sats.',
    safe: 'Everybody keeps their place.',
    next: 'Wait until stakers add collateral or others withdraw.',
  },
  EntanglementManager_OfferTime: {
    what: 'The time of the offer does not allow this.',
    safe: 'No bond was taken.',
    next: 'Look at the deposit again: an offer lapses after 24 hours.',
  },
  DepositMinter_PaymentTooOld: {
    what: 'The payment was made before the deposit was asked for.',
    safe: 'The payment stays on Bitcoin; nothing was changed on chain.',
    next: 'Prove a payment from a block above the request’s height.',
  },
  DepositMinter_AddressZero: {
    what: 'An address is missing.',
    safe: unchanged,
    next: 'Enter the address.',
  },
  DepositMinter_WrongState: {
    what: 'Somebody else already took this step, or the deposit has moved on.',
    safe: 'Nothing was changed by this attempt.',
    next: 'Look at the deposit again: it shows what comes next.',
  },
  DepositMinter_NoPayments: {
    what: 'The proof holds no payment.',
    safe: unchanged,
    next: 'Build the proof again from your payment’s txid.',
  },
  DepositMinter_TooManyPayments: {
    what: 'The proof holds more payments than one call can take.',
    safe: 'Your payments stay on Bitcoin.',
    next: 'Prove the largest payments, at most eight.',
  },
  DepositMinter_WrongScript: {
    what: 'The payment does not go to this deposit’s address.',
    safe: unchanged,
    next: 'Check that the txid belongs to this deposit.',
  },
  DepositMinter_OutpointUsed: {
    what: 'This payment was already counted.',
    safe: 'It was counted once, for the deposit it belongs to.',
    next: 'Look at the deposit again: it is probably minted.',
  },
  DepositMinter_NotConfirmed: {
    what: 'Too few Bitcoin blocks stand on the payment.',
    safe: 'The payment is on Bitcoin and stays there.',
    next: 'Wait for more blocks; the count is shown on the deposit.',
  },
  DepositMinter_NotEnoughWork: {
    what: 'The blocks on the payment carry too little work.',
    safe: 'The payment is on Bitcoin and stays there.',
    next: 'Wait for more blocks.',
  },
  DepositMinter_RefundWindowNear: {
    what: 'It is too late to mint: the refund window is near.',
    safe: 'The BTC is yours alone once the refund height is reached.',
    next: 'Take it back with your refund key after that height.',
  },
  DepositMinter_RelayStale: {
    what: 'The relay has not heard of Bitcoin for too long.',
    safe: unchanged,
    next: 'Submit the missing headers first; anyone can.',
  },
  DepositMinter_ParameterOutOfBounds: {
    what: 'The value is outside its fixed bounds.',
    safe: 'The parameter stayed as it was.',
    next: 'Choose a value inside the bounds.',
  },
  DepositMinter_LengthMismatch: {
    what: 'The proof names {txs} transactions for {shares} deposits.',
    safe: unchanged,
    next: 'Name one deposit for each transaction.',
  },
  DepositMinter_NotRequester: {
    what: 'Only the account that asked for this deposit can settle for less.',
    safe: 'The payment stays counted.',
    next: 'Connect {requester}.',
  },
  DepositMinter_NothingPartial: {
    what: 'There is nothing to settle for: {paidSats} of {sats} sats are counted.',
    safe: unchanged,
    next: 'Prove the payment first, or reload: it may be minted already.',
  },
  DepositMinter_NothingEscrowed: {
    what: 'Nothing waits in this escrow.',
    safe: unchanged,
    next: 'Look at the deposit again: it is probably minted.',
  },
  DepositMinter_StillWaiting: {
    what: 'What waits first cannot be minted yet: {sats} sats wait, {mintable} can be minted.',
    safe: 'The payment is counted and keeps its place.',
    next: 'Try again when the limit or the staker has room.',
  },
  DepositMinter_UnknownPayment: {
    what: 'This payment was never counted for this deposit.',
    safe: unchanged,
    next: 'Check the txid and the output.',
  },
  DepositMinter_NotReorganised: {
    what: 'The payment’s block is in Bitcoin’s chain as the relay knows it.',
    safe: unchanged,
    next: 'There is nothing to report.',
  },
  DepositMinter_ReorgTime: {
    what: 'No report is open for this payment, or its 144 blocks have not passed.',
    safe: unchanged,
    next: 'Wait until block {untilHeight}.',
  },
  DepositMinter_NotSwept: {
    what: 'This transaction does not take the coin before the refund height, or that was proven before.',
    safe: unchanged,
    next: 'Check the transaction that spends the coin.',
  },
  DepositMinter_NotBridge: {
    what: 'Only the bridge can do this.',
    safe: unchanged,
    next: 'Go through a deposit.',
  },
  EscrowBuffer_NotModule: {
    what: 'Only the bridge’s own contracts write what waits.',
    safe: unchanged,
    next: 'Go through a deposit.',
  },
  EscrowBuffer_Full: {
    what: 'More cannot wait now: {level} of {max} sats do already.',
    safe: 'Nothing was changed on chain; a payment on Bitcoin stays there.',
    next: 'Try again when less waits.',
  },
  EscrowBuffer_NoEntry: {
    what: 'Nothing waits at this place.',
    safe: unchanged,
    next: 'Look at the deposit again: it has moved on.',
  },
  EscrowBuffer_TaskTaken: {
    what: 'What waits for this is kept by another contract already.',
    safe: unchanged,
    next: 'Nothing has to be done.',
  },
  EscrowBuffer_Unbounded: {
    what: 'What waits here must always find a place, so it can have no maximum.',
    safe: unchanged,
    next: 'Choose another task.',
  },
  EscrowBuffer_TooLarge: {
    what: '{value} is too large for an entry.',
    safe: unchanged,
    next: 'Enter a smaller one.',
  },
  EscrowBuffer_AddressZero: {
    what: 'An address is missing.',
    safe: unchanged,
    next: 'Enter the address.',
  },
  StakerRegistry_NotMinter: {
    what: 'Only the bridge’s own minting contract does this.',
    safe: unchanged,
    next: 'Go through a deposit.',
  },
  StakerRegistry_Held: {
    what: 'This staker took a deposit’s coin before it was minted, and is held until it is.',
    safe: 'Its collateral stays where it is.',
    next: 'Mint that deposit first: its page says what it waits for.',
  },
  StakerRegistry_TransferFailed: {
    what: 'The account {to} did not take the coins.',
    safe: unchanged,
    next: 'Use an account that takes the chain’s own coin.',
  },
  WithdrawalManager_Halted: {
    what: 'The bridge is halted: nothing new is taken.',
    safe: 'What is open goes on, and its deadlines stand still meanwhile.',
    next: 'Ask again when it resumes.',
  },
  EscrowBuffer_AmountZero: {
    what: 'An amount is missing.',
    safe: unchanged,
    next: 'Enter an amount above zero.',
  },
}
