import { depositErrors } from './errors-deposit.ts'
import { withdrawalErrors, withdrawErrors } from './errors-withdraw.ts'

const notSent = 'Nothing was sent; the coins stay where they are.'
const signAnew = 'Sign the PSBT of this page, unchanged, with the refund key.'
const otherFile = 'Choose the file that was saved when this deposit was requested.'

/**
 * What a person reads when something fails. `contract` is keyed by ABI error name, the rest by the `code` of lib/errors.
 * `what` happened, what is `safe` (where money could be feared for), what to do `next`.
 */
export const errors = {
  unknown: {
    what: 'Something failed that this page has no words for.',
    safe: 'What is on the two chains stays as it is.',
    next: 'Reload and try again. If it stays so, open the status page.',
  },
  contract: {
    ...depositErrors,
    ...withdrawalErrors,
    unknown_revert: {
      what: 'The contract refused without a reason that is known here.',
      safe: 'Nothing was changed on chain.',
      next: 'Reload to get the newest version of this page, then try again.',
    },
    insufficient_funds: {
      what: 'The account cannot pay the network fee, or the bond where there is one.',
      safe: 'Nothing was sent.',
      next: 'Add native BTC to this account on the EVM chain.',
    },
    user_rejected: {
      what: 'You declined it in the wallet.',
      safe: 'Nothing was sent.',
      next: 'Start again when you are ready.',
    },
    wrong_chain: {
      what: 'Your wallet is on chain {actual}; this needs chain {expected}.',
      safe: 'Nothing was sent.',
      next: 'Switch the network in your wallet.',
    },
    rpc_unavailable: {
      what: 'The chain’s endpoint does not answer.',
      safe: 'Nothing was sent.',
      next: 'Try again, or choose another endpoint in your wallet.',
    },
    QpBTC_MinterZero: {
      what: 'The token was set up without a bridge.',
      safe: 'No token exists yet.',
      next: 'Set it up again with the bridge’s address.',
    },
    RequestIds_IssuerZero: {
      what: 'An address is missing.',
      safe: 'Nothing was changed on chain.',
      next: 'Enter the address.',
    },
    StakerRegistry_DrawOpen: {
      what: 'A draw waits to be resolved, and weights stand still until it is.',
      safe: 'Nothing was changed.',
      next: 'Resolve the oldest draw first, or try again in a few blocks.',
    },
    StakerRegistry_AddressZero: {
      what: 'An address is missing.',
      safe: 'Nothing was changed on chain.',
      next: 'Enter the address.',
    },
    StakerRegistry_KeyNotOnCurve: {
      what: 'This is not a public key on Bitcoin’s curve.',
      safe: 'No bond was taken.',
      next: 'Copy the key again from the wallet that holds it.',
    },
    StakerRegistry_BadSignature: {
      what: 'The signature is malformed.',
      safe: 'No bond was taken.',
      next: 'Sign the text shown once more and paste the whole signature.',
    },
    StakerSelector_PointOutside: {
      what: 'The point lies beyond all weights.',
      safe: 'Nothing was changed on chain.',
      next: 'Choose a point below the total weight.',
    },
    StakerSelector_AddressZero: {
      what: 'An address is missing.',
      safe: 'Nothing was changed on chain.',
      next: 'Enter the address.',
    },
    BitcoinRelay_HeaderLength: {
      what: 'The block headers do not have 80 bytes each.',
      safe: 'The relay kept what it knew.',
      next: 'Fetch the headers again from another Bitcoin source.',
    },
    BitcoinRelay_BrokenLink: {
      what: 'A block header does not build on the one before it.',
      safe: 'The relay kept what it knew.',
      next: 'Submit headers from the relay’s own tip on, in order.',
    },
    BitcoinRelay_BadWork: {
      what: 'A block header carries too little proof of work.',
      safe: 'The relay kept what it knew.',
      next: 'Do not trust the source of this header. Use another one.',
    },
    BitcoinRelay_BadBits: {
      what: 'A block header states a difficulty that Bitcoin’s rules do not allow.',
      safe: 'The relay kept what it knew.',
      next: 'Do not trust the source of this header. Use another one.',
    },
    BitcoinRelay_TimeTooOld: {
      what: 'A block header is dated before the blocks it builds on.',
      safe: 'The relay kept what it knew.',
      next: 'Do not trust the source of this header. Use another one.',
    },
    BitcoinRelay_TimeTooNew: {
      what: 'A block header is dated more than two hours ahead.',
      safe: 'The relay kept what it knew.',
      next: 'Submit it again later.',
    },
    BitcoinRelay_BadForkHeight: {
      what: 'The branch leaves Bitcoin’s chain where the relay cannot follow.',
      safe: 'The relay kept what it knew.',
      next: 'Start the branch at a height between the checkpoint and the relay’s tip.',
    },
    BitcoinRelay_NotHeavier: {
      what: 'The branch has no more work than the blocks it would replace.',
      safe: 'The relay kept the heavier chain.',
      next: 'Wait until the branch is longer, or until it is given up.',
    },
    BitcoinRelay_BadContext: {
      what: 'The branch does not begin with the headers below its fork.',
      safe: 'The relay kept what it knew.',
      next: 'Put the eleven headers that end at the fork in front.',
    },
    QpBTC_NotMinter: {
      what: 'Only the bridge can mint and burn qpBTC.',
      safe: 'No balance was changed.',
      next: 'Go through a deposit.',
    },
    RequestIds_NotIssuer: {
      what: 'Only the bridge can hand out numbers.',
      safe: 'Nothing was changed on chain.',
      next: 'Go through a deposit.',
    },
    StakerRegistry_NotBridge: {
      what: 'Only the bridge can issue and release capacity.',
      safe: 'Nothing was changed on chain.',
      next: 'Go through a deposit.',
    },
    StakerRegistry_NotSelector: {
      what: 'Only the draw can reserve capacity.',
      safe: 'Nothing was changed on chain.',
      next: 'Go through a deposit.',
    },
    StakerRegistry_NotWhitelisted: {
      what: 'This account may not register as a staker.',
      safe: 'No bond was taken.',
      next: 'Ask to be admitted, then register again.',
    },
    StakerRegistry_AlreadyRegistered: {
      what: 'This account is already a staker.',
      safe: 'No second bond was taken.',
      next: 'Add collateral to the registration that exists.',
    },
    StakerRegistry_KeyTaken: {
      what: 'Another staker already uses this Bitcoin key.',
      safe: 'No bond was taken.',
      next: 'Register with a fresh key.',
    },
    StakerRegistry_BadKeyProof: {
      what: 'The signature does not come from this Bitcoin key.',
      safe: 'No bond was taken.',
      next: 'Sign exactly the text shown, with the key you register.',
    },
    StakerRegistry_BadSweepScript: {
      what: 'The sweep address has a type that is not known.',
      safe: 'No bond was taken.',
      next: 'Use a standard address: P2PKH, P2SH, P2WPKH, P2WSH or P2TR.',
    },
    StakerRegistry_BondAmount: {
      what: 'The registration bond is not exactly the one required.',
      safe: 'Nothing was taken.',
      next: 'Send exactly the amount shown.',
    },
    StakerRegistry_NotRegistered: {
      what: 'This account is not a staker.',
      safe: 'Nothing was changed on chain.',
      next: 'Register first.',
    },
    StakerRegistry_AmountZero: {
      what: 'The amount is zero.',
      safe: 'Nothing was changed on chain.',
      next: 'Enter an amount above zero.',
    },
    StakerRegistry_TokenDelta: {
      what: 'The collateral token moved another amount than it was told to.',
      safe: 'The transfer was undone.',
      next: 'Use the collateral token of this deployment only.',
    },
    StakerRegistry_CapacityShort: {
      what: 'The staker has no room for this amount any more.',
      safe: 'Nothing was minted or lost: the payment stays in the deposit’s own script.',
      next: 'Try again when the staker has room, or take the BTC back after the refund height.',
    },
    StakerRegistry_CollateralNeeded: {
      what: 'This collateral still backs what was issued or reserved.',
      safe: 'It stays where it is.',
      next: 'Unstake at most the amount that is free.',
    },
    StakerRegistry_UnstakeLocked: {
      what: 'The lock of 28 days has not ended.',
      safe: 'The collateral stays yours.',
      next: 'Claim it when the lock ends.',
    },
    CollateralPrice_BadFeed: {
      what: 'The price feed is missing, or the age of a price is outside its bounds.',
      safe: 'Nothing was deployed.',
      next: 'Name a feed, and an age between 1 minute and 30 days.',
    },
    CollateralPrice_Unavailable: {
      what: 'The price of the collateral is missing or too old.',
      safe: 'Nothing was reserved. No price is ever guessed.',
      next: 'Try again when the feed has a fresh price.',
    },
    StakerRegistry_ParameterOutOfBounds: {
      what: 'The value is outside its fixed bounds.',
      safe: 'The parameter stayed as it was.',
      next: 'Choose a value inside the bounds.',
    },
    StakerSelector_NotBridge: {
      what: 'Only the bridge can ask for a draw.',
      safe: 'Nothing was changed on chain.',
      next: 'Go through a deposit.',
    },
    StakerSelector_NotRegistry: {
      what: 'Only the registry can set a staker’s weight.',
      safe: 'Nothing was changed on chain.',
      next: 'Refresh the weight through the registry; anyone can.',
    },
    StakerSelector_CapacityShort: {
      what: 'Someone was quicker: the room for this amount was just taken.',
      safe: 'Nothing was reserved or charged.',
      next: 'Choose the amount that can be placed now.',
    },
    StakerSelector_NotNext: {
      what: 'An earlier deposit waits for its draw and must go first.',
      safe: 'Your place and your reservation stay.',
      next: 'Resolve the earlier draw; anyone can, and it takes one transaction.',
    },
    StakerSelector_TooEarly: {
      what: 'The block that decides the draw does not exist yet.',
      safe: 'Your reservation stays.',
      next: 'Wait a few seconds and try again.',
    },
  },
  deposit_address: {
    script: {
      what: 'The Bitcoin address computed here is not the one the contract names.',
      safe: 'Nothing payable is shown, so nothing can be sent to a wrong address.',
      next: 'Do not pay. Reload over a connection you trust; if it stays so, report it.',
    },
    witness_script: {
      what: 'The rules behind the Bitcoin address are not the ones the contract names.',
      safe: 'Nothing payable is shown, so nothing can be sent to a wrong address.',
      next: 'Do not pay. Reload over a connection you trust; if it stays so, report it.',
    },
    state: {
      what: 'This server and the chain disagree about the state of this deposit.',
      safe: 'Nothing payable is shown until they agree.',
      next: 'Do not pay. Wait for the index to catch up, then reload.',
    },
    staker_key: {
      what: 'The staker’s key is not the one the contract names.',
      safe: 'Nothing payable is shown, so nothing can be sent to a wrong address.',
      next: 'Do not pay. Reload over a connection you trust; if it stays so, report it.',
    },
    indexer_script: {
      what: 'This server names another Bitcoin address than the chain.',
      safe: 'Nothing payable is shown, so nothing can be sent to a wrong address.',
      next: 'Do not pay. Report it: this server is wrong or was tampered with.',
    },
  },
  answer: {
    none: {
      what: 'The server does not answer.',
      safe: 'Your money does not depend on it: deposits live on the two chains.',
      next: 'Check your connection, then try again.',
    },
    failed: {
      what: 'The server could not answer.',
      safe: 'Your money does not depend on it: deposits live on the two chains.',
      next: 'Try again in a minute; the status page says which part is down.',
    },
  },
  esplora: {
    timeout: { what: 'A Bitcoin source did not answer in time.', next: 'Try again.' },
    http: { what: 'A Bitcoin source answered with an error.', next: 'Try again in a minute.' },
    not_found: {
      what: 'The Bitcoin source does not know it.',
      next: 'Check the txid. A new transaction can take some seconds to spread.',
    },
    answer: {
      what: 'A Bitcoin source gave an answer that makes no sense.',
      next: 'Nothing from it is shown as verified. Try again later.',
    },
    unavailable: {
      what: 'No Bitcoin source can be reached.',
      safe: 'What is on Bitcoin stays there.',
      next: 'Try again in a minute.',
    },
    rejected: {
      what: 'The Bitcoin network refused the transaction: {reason}',
      safe: 'Nothing was sent.',
      next: 'Check the fee and the coins, then sign again.',
    },
    history_too_long: {
      what: 'More than {most} payments touch this address: not all of them can be read here.',
      safe: 'A payment that was made stays on Bitcoin.',
      next: 'Do not pay again. Add your payment by its transaction.',
    },
    quorum: {
      what: 'Bitcoin sources disagree: {agreed} of {asked} agree, {needed} are needed.',
      safe: 'Nothing is shown as verified until they agree.',
      next: 'Wait for the next block.',
    },
  },
  amount: {
    empty: { what: 'No amount was given.', next: 'Type an amount of BTC, for example 0.05.' },
    not_a_number: {
      what: 'This is not an amount.',
      next: 'Use digits and one decimal point, for example 0.05.',
    },
    ambiguous: {
      what: 'This can be read as {first} or as {second}.',
      next: 'Write the decimals after a point and leave the thousands out, for example 1234.5.',
    },
    decimals: {
      what: 'These are {decimals} decimals; the smallest part of a bitcoin has {max}.',
      next: 'Round it to {max} decimals.',
    },
    zero: { what: 'The amount is zero.', next: 'Type an amount above zero.' },
    negative: { what: 'An amount cannot be negative.', next: 'Remove the minus sign.' },
    exponent: { what: 'Exponents such as 1e-3 are not read.', next: 'Write it out, for example 0.001.' },
    hex: { what: 'Hexadecimal numbers are not read.', next: 'Write it in decimal digits.' },
    over_supply: {
      what: 'There will never be more than 21,000,000 BTC.',
      next: 'Check where the decimal point is.',
    },
    under_minimum: { what: 'The least amount is {minimum} sats.', next: 'Type a larger amount.' },
    over_maximum: {
      what: 'One request may ask for at most {maximum} sats.',
      next: 'Type a smaller amount, or ask several times.',
    },
    not_whole_sat: { what: 'This is not a whole number of satoshis.', next: 'Use a multiple of 10^10 wei.' },
    range: { what: 'This is no amount.', next: 'Amounts are whole units from zero up.' },
  },
  address: {
    empty: { what: 'No address was given.', next: 'Paste a Bitcoin address.' },
    unreadable: {
      what: 'This is not a Bitcoin address.',
      next: 'Copy the whole address from your wallet, with nothing before or after it.',
    },
    checksum: {
      what: 'The checksum is wrong: at least one character was changed.',
      next: 'Copy it again from your wallet; do not correct it by hand.',
    },
    network: {
      what: 'Addresses that begin with {prefix} belong to {found}; here it must be {expected}.',
      next: 'Switch your Bitcoin wallet to {expected} and copy the address again.',
    },
    evm: {
      what: 'This is an EVM address: bitcoin can never be sent to it.',
      next: 'Paste an address from a Bitcoin wallet.',
    },
    witness_version: {
      what: 'Segwit version {version} has no rules yet: anyone could spend coins sent there.',
      next: 'Use an address that begins with bc1q or bc1p (or this network’s own prefix).',
    },
  },
  refund_key: {
    uncompressed: {
      what: 'This key is uncompressed; the refund script needs a compressed one.',
      next: 'Use an address that begins with bc1q, or let the page make a refund key.',
    },
    invalid: {
      what: 'This is not a public key on Bitcoin’s curve.',
      next: 'Reconnect the wallet, or let the page make a refund key.',
    },
    taproot: {
      what: 'A Taproot address has no key hash, so the refund script cannot name it.',
      next: 'Use a native segwit address (it begins with bc1q) or a nested one (3…).',
    },
    script: {
      what: 'This address belongs to a script, not to one key.',
      next: 'Use an address of a single-key wallet, or let the page make a refund key.',
    },
    mismatch: {
      what: 'The public key does not belong to this address.',
      next: 'Sign with the wallet that shows exactly this address.',
    },
    signature: {
      what: 'The signature does not prove that this address’s key is at hand.',
      next: 'Sign exactly the text shown with this address. An address of an exchange cannot sign: let the page make a refund key instead.',
    },
    recovery_file: {
      what: 'This recovery file cannot be used: {field} is missing or does not fit the rest.',
      next: 'Choose the file that was saved when the deposit was made, unchanged.',
    },
  },
  recover: {
    no_coins: {
      what: 'There is no coin to take back.',
      next: 'Wait until a Bitcoin source shows the payment.',
    },
    too_many_coins: {
      what: '{count} coins are too many for one transaction; {max} fit.',
      next: 'Take them back in several transactions.',
    },
    duplicate_coin: {
      what: 'One coin is named twice.',
      safe: 'Nothing was signed.',
      next: 'Reload the page.',
    },
    script: {
      what: 'The script is not the one of this deposit.',
      safe: 'Nothing was signed.',
      next: 'Reload the page over a connection you trust.',
    },
    payout_script: {
      what: 'Bitcoin nodes do not pass on payments to this kind of address.',
      next: 'Use an address of your own wallet.',
    },
    payout_self: {
      what: 'This is the deposit’s own address: the coin would be locked there again.',
      next: 'Use an address of your own wallet.',
    },
    address_end: {
      what: 'These are not its last characters.',
      next: 'Compare the whole address with the one in your wallet.',
    },
    fee_rate: { what: 'This fee rate makes no sense.', next: 'Type a rate from {min} to {max} sats/vB.' },
    fee_unconfirmed: {
      what: 'The fee takes a large part of the coins.',
      next: 'Agree to it, or choose a lower rate.',
    },
    fee_not_higher: {
      what: 'With {fee} sats nodes would not take it instead of the one that waits: {least} is the least.',
      next: 'Choose a higher rate.',
    },
    dust: {
      what: 'With a fee of {fee} sats too little would arrive: under {dust} sats nothing is passed on.',
      safe: 'The {total} sats stay where they are.',
      next: 'Choose a lower rate, or wait until fees are lower.',
    },
    unreadable: {
      what: 'This is neither a PSBT nor a transaction.',
      safe: notSent,
      next: 'Bring the whole file, as the signer saved it.',
    },
    changed_inputs: {
      what: 'This spends other coins than the PSBT of this page.',
      safe: notSent,
      next: signAnew,
    },
    changed_outputs: {
      what: 'This pays another address or amount than the PSBT of this page.',
      safe: notSent,
      next: signAnew,
    },
    changed_lock_time: { what: 'Its lock time is not the refund height.', safe: notSent, next: signAnew },
    changed_sequence: { what: 'The sequence of an input was changed.', safe: notSent, next: signAnew },
    changed_form: { what: 'Its version or form was changed.', safe: notSent, next: signAnew },
    unsigned: {
      what: 'It holds no signature.',
      safe: notSent,
      next: 'Sign it with the refund key. If you did, the signer finalised it and lost the signature: tell it to sign only.',
    },
    other_key: {
      what: 'It is signed by another key than the refund key.',
      safe: notSent,
      next: 'Sign with the account whose address was the refund address.',
    },
    sighash_type: {
      what: 'The signature leaves parts of the transaction open (not SIGHASH_ALL).',
      safe: notSent,
      next: signAnew,
    },
    high_s: {
      what: 'The signature has a form that Bitcoin nodes do not pass on (high s).',
      safe: notSent,
      next: 'Update the signer, or use another one.',
    },
    signature: { what: 'The signature is not valid for this transaction.', safe: notSent, next: signAnew },
    witness: {
      what: 'The finished transaction did not pass this page’s own check.',
      safe: notSent,
      next: 'Report it; the script under “How” lets any tool take the coin back.',
    },
    file_network: {
      what: 'This recovery file is for {found}, not for {expected}.',
      safe: notSent,
      next: otherFile,
    },
    file_bridge: {
      what: 'This recovery file is for another bridge or chain.',
      safe: notSent,
      next: otherFile,
    },
    file_deposit: {
      what: 'This recovery file is for deposit {found}, not for {expected}.',
      safe: notSent,
      next: otherFile,
    },
    file_key: {
      what: 'The key in this recovery file is not this deposit’s refund key.',
      safe: notSent,
      next: otherFile,
    },
    too_early: {
      what: 'Bitcoin is at block {tip}; the refund height is {height}.',
      safe: notSent,
      next: 'Wait for the missing blocks: nobody can mint this deposit meanwhile.',
    },
    coins_moved: {
      what: 'A coin was spent meanwhile.',
      safe: notSent,
      next: 'Look at what this page shows now.',
    },
    wrong_wallet_key: {
      what: 'The connected wallet’s address does not have the refund key.',
      safe: notSent,
      next: 'Switch to the account that the deposit was requested with, or use another way below.',
    },
    not_ready: {
      what: 'The chain does not call this deposit refundable.',
      safe: 'It can be minted or taken back, never both.',
      next: 'Wait a moment; this page asks again by itself.',
    },
  },
  proof: {
    header_length: { what: 'A block header does not have 80 bytes.', next: 'Ask another Bitcoin source.' },
    header_hash: { what: 'A block header is not the one asked for.', next: 'Ask another Bitcoin source.' },
    header_work: {
      what: 'A block header has too little proof of work.',
      next: 'Ask another Bitcoin source.',
    },
    header_bits: {
      what: 'A block header states an impossible difficulty.',
      next: 'Ask another Bitcoin source.',
    },
    header_link: {
      what: 'A block header does not build on the one before.',
      next: 'Ask another Bitcoin source.',
    },
    merkle_root: {
      what: 'The payment is not in the block it is said to be in.',
      next: 'Ask another Bitcoin source.',
    },
    merkle_index: {
      what: 'The payment’s position in the block is impossible.',
      next: 'Ask another Bitcoin source.',
    },
    merkle_depth: {
      what: 'The proof’s two paths have different lengths.',
      next: 'Ask another Bitcoin source.',
    },
    coinbase: { what: 'The block does not begin with a coinbase.', next: 'Ask another Bitcoin source.' },
    txid: { what: 'The transaction is not the one asked for.', next: 'Ask another Bitcoin source.' },
    not_in_block: {
      what: 'The block does not hold the payment.',
      next: 'Wait for the next block, then try again.',
    },
    confirmations: { what: 'Too few blocks stand on the payment.', next: 'Wait for more blocks.' },
    chainwork: { what: 'The blocks on the payment carry too little work.', next: 'Wait for more blocks.' },
    relay_hash: {
      what: 'Bitcoin and the relay know different blocks at this height.',
      next: 'Wait for the relay to follow, then try again.',
    },
  },
  transaction: {
    truncated: {
      what: 'The transaction’s bytes end too early.',
      next: 'Fetch it again from another source.',
    },
    varint: {
      what: 'The transaction is not written in its shortest form.',
      next: 'Fetch it again from another source.',
    },
    trailing: {
      what: 'The transaction has bytes after its end.',
      next: 'Fetch it again from another source.',
    },
    witness: {
      what: 'The transaction still carries its witness data.',
      next: 'Fetch it again from another source.',
    },
    size64: {
      what: 'The transaction has exactly 64 bytes and could be a forgery.',
      next: 'Pay with another transaction.',
    },
    no_inputs: { what: 'The transaction has no inputs.', next: 'Fetch it again from another source.' },
    no_outputs: { what: 'The transaction has no outputs.', next: 'Fetch it again from another source.' },
    too_many_inputs: {
      what: 'The transaction has too many inputs to be proven.',
      next: 'Pay with fewer, larger coins.',
    },
    too_many_outputs: {
      what: 'The transaction has too many outputs to be proven.',
      next: 'Pay in a transaction of its own.',
    },
    value_sum: {
      what: 'The transaction’s outputs exceed 21,000,000 BTC.',
      next: 'Fetch it again from another source.',
    },
    hex: { what: 'The transaction is not hexadecimal.', next: 'Fetch it again from another source.' },
  },
  bip21: {
    scheme: {
      what: 'The payment link does not begin with bitcoin:',
      next: 'Copy address and amount by hand.',
    },
    address: { what: 'The payment link holds no address.', next: 'Copy address and amount by hand.' },
    amount: { what: 'The payment link’s amount is malformed.', next: 'Copy address and amount by hand.' },
    parameter: {
      what: 'The payment link names something twice or wrongly.',
      next: 'Copy address and amount by hand.',
    },
    required: {
      what: 'The payment link demands something unknown here.',
      next: 'Copy address and amount by hand.',
    },
  },
  wallet: {
    not_installed: {
      what: '{wallet} does not answer in this browser.',
      safe: 'Nothing was sent.',
      next: 'Install or unlock it, then reload this page.',
    },
    rejected: {
      what: 'You declined it in {wallet}.',
      safe: 'Nothing was sent.',
      next: 'Start again when you are ready.',
    },
    locked: {
      what: '{wallet} is locked, or gave this page no access.',
      safe: 'Nothing was sent.',
      next: 'Unlock it and connect again.',
    },
    network: {
      what: '{wallet} is on {actual}; here it must be on {expected}.',
      safe: 'Nothing was sent.',
      next: 'Switch the network in the wallet.',
    },
    no_account: {
      what: '{wallet} gave no account on this chain.',
      safe: 'Nothing was sent.',
      next: 'Choose this chain in the wallet and connect again.',
    },
    busy: {
      what: 'Another request is already waiting in {wallet}.',
      safe: 'Nothing was sent.',
      next: 'Open the wallet and answer that one first, then start again.',
    },
    away: {
      what: '{wallet} has lost its connection to the network.',
      safe: 'Nothing was sent.',
      next: 'Wait until the wallet is connected again, then start again.',
    },
    stopped: {
      what: 'You stopped waiting for {wallet}.',
      safe: 'The request may still be open there. If it is sent after all, this page finds it on chain.',
      next: 'Decline it in the wallet before you start again, so that nothing is sent twice.',
    },
    other_tab: {
      what: 'Another tab of this page is asking your wallet already.',
      safe: 'Nothing was sent from this one.',
      next: 'Finish it there, or close that tab.',
    },
    no_answer: {
      what: '{wallet} has not answered for {seconds} seconds.',
      safe: 'Nothing was sent as far as this page knows.',
      next: 'Open the wallet: the request may be waiting there. If it is not, try again.',
    },
    answer: {
      what: '{wallet} gave an answer to {method} that makes no sense ({field}).',
      safe: 'Nothing was taken from it.',
      next: 'Update the wallet, or use another one.',
    },
    unsupported: {
      what: '{wallet} cannot do this ({method}).',
      safe: 'Nothing was sent.',
      next: 'Do it by hand, or use another wallet.',
    },
    account_changed: {
      what: 'The account in {wallet} was changed meanwhile.',
      safe: 'Nothing was sent.',
      next: 'Look at what this page shows now, then start again.',
    },
    failed: {
      what: '{wallet} could not do it: {reason}',
      safe: 'Nothing was sent as far as this page knows.',
      next: 'Look into the wallet, then try again or use another one.',
    },
  },
  deposit: {
    quote_changed: {
      what: 'The grief bond rose while you were deciding.',
      safe: 'Nothing was sent.',
      next: 'Read the new quote and send again.',
    },
    recipient_empty: {
      what: 'No recipient is named.',
      next: 'Connect an EVM wallet, or paste the EVM address that shall receive the qpBTC.',
    },
    recipient_unreadable: {
      what: 'This is not an EVM address.',
      next: 'It begins with 0x and has 40 characters after that. Paste it whole.',
    },
    recipient_checksum: {
      what: 'The capitals in this address do not fit: at least one character was changed.',
      next: 'Copy it again from your wallet; do not correct it by hand.',
    },
    recipient_bitcoin: {
      what: 'This is a Bitcoin address. qpBTC arrives on the EVM chain.',
      next: 'Paste an EVM address, which begins with 0x.',
    },
    recipient_zero: {
      what: 'Nobody owns this address: what arrives there is lost.',
      next: 'Paste your own EVM address.',
    },
    recipient_bridge: {
      what: 'This address is one of the bridge’s own contracts: what arrives there is lost.',
      next: 'Paste your own EVM address.',
    },
    refund_missing: {
      what: 'No refund key is chosen.',
      next: 'Choose who can take the BTC back if it is never minted.',
    },
    refund_unproven: {
      what: 'Nobody has shown yet that this address can sign.',
      next: 'Sign the text below with its wallet and paste the signature.',
    },
    refund_unsaved: {
      what: 'The recovery file is not saved yet.',
      next: 'Save it first: without it nobody can take the BTC back.',
    },
    paid_meanwhile: {
      what: 'A payment to this address was seen just now.',
      safe: 'Nothing more was sent.',
      next: 'Look at what the page shows now before you pay again.',
    },
    payment_unreadable: {
      what: 'This is neither a txid nor a transaction.',
      next: 'Paste the txid, txid:output, or the raw transaction in hex, as your wallet shows it.',
    },
    payment_not_served: {
      what: 'No Bitcoin source gives this transaction.',
      next: 'Check the txid. If it is right, paste the raw transaction in hex instead: your wallet has it.',
    },
    payment_other_address: {
      what: 'This transaction does not pay the address of this deposit.',
      next: 'Look in your wallet for the one that does.',
    },
  },
  withdraw: withdrawErrors,
} as const
