export const activity = {
  title: 'Activity',
  lead: 'Every deposit and withdrawal of your account, what each waits for, and what happened to it.',
  list: {
    label: 'Requests',
    loading: 'Reading the list',
    all: '{count, plural, one {# request. That is all.} other {# requests. That is all.}}',
    some: '{count, plural, one {# request shown, there are more.} other {# requests shown, there are more.}}',
    shown: '{count, plural, one {# request shown.} other {# requests shown.}}',
    more: 'Show more',
  },
  heights: {
    text: 'List complete up to block <index></index>; the chain is at <head></head>.',
    none: 'Read from the chain alone, at block <head></head>.',
  },
  filter: {
    search: 'Search',
    searchHint:
      'A request’s number, a Bitcoin or EVM transaction, an EVM address, or a Bitcoin address that is paid.',
    searchRefused:
      'That is none of these: a number, a transaction of 64 hex digits (with 0x on the EVM chain), or an address of this network.',
    state: 'Show',
    any: 'Everything',
    open: 'What is still open',
    deposits: 'Deposits',
    withdrawals: 'Withdrawals',
    allDeposits: 'All deposits',
    openDeposits: 'Open deposits',
    allWithdrawals: 'All withdrawals',
    openWithdrawals: 'Open withdrawals',
    everybody: 'Search everybody’s requests',
    onlyMine: 'Only my account’s',
    paidToMe: 'Paid to my Bitcoin wallet',
    clear: 'Clear',
  },
  deposit: {
    None: 'Unknown',
    Requested: 'Drawing a staker',
    Assigned: 'Waiting for BTC',
    Minted: 'Minted',
    Expired: 'Expired',
    Cancelled: 'Cancelled',
    Refundable: 'To be taken back',
    Queued: 'In the queue',
    Offered: 'Offered',
    Escrowed: 'Paid, waits to be minted',
  },
  row: {
    deposit: 'Deposit {reqId}',
    withdrawal: 'Withdrawal {reqId}',
    chainOnly: 'On chain; the list has not caught up with it yet',
    details: 'What happened',
    need: {
      pay: 'Pay it',
      accept: 'Accept the offer',
      recover: 'Take your BTC back',
      time_out: 'Late: record it',
      choose: 'Late: you choose',
    },
  },
  details: {
    by: 'Asked for by',
    to: { deposit: 'qpBTC to', withdrawal: 'BTC to' },
    bitcoin: 'Bitcoin transaction',
    step: {
      requested: 'Requested',
      assigned: 'Staker drawn',
      minted: 'qpBTC minted',
      expired: 'Expired',
      cancelled: 'Cancelled',
      refundable: 'To be taken back',
    },
  },
  notes: {
    indexDown: 'This server’s list does not answer',
    keptList:
      'What you see is the last list it gave; states of open requests are read from the chain itself. Nothing is lost.',
    noList:
      'Your requests are on chain and each page works without the list: open it by its number, or search for the number here.',
    fromChain: 'Requests of this account since block {block} are read from the chain and shown.',
    chainDown: 'The chain does not answer your browser either, so newer requests cannot be seen now.',
  },
  empty: {
    nobody: 'Whose activity?',
    nobodyText:
      'Connect the account you deposit and withdraw with. A search above finds any request without a wallet.',
    connect: 'Connect EVM wallet',
    none: 'Nothing yet',
    noneText: 'This account has asked for nothing so far. <deposit></deposit> or <withdraw></withdraw>.',
    deposit: 'Deposit BTC',
    withdraw: 'Withdraw BTC',
    nothing: 'Nothing matches',
    nothingText: 'No request fits the search and the choice above.',
    lookEverywhere: 'Look among everybody’s requests',
    behind: 'Not known yet',
    behindText:
      'This server’s list has not caught up with the chain, so a request may be missing from it. That says nothing about your requests: type a request’s number above and it is read from the chain.',
    unknown: 'The list cannot be read now',
    unknownText:
      'That says nothing about your requests: they are on chain. Type a request’s number above and it is read from there.',
  },
  pending: {
    title: 'Begun in this browser',
    forget: 'Forget it',
    deposit: {
      pending: 'Your request to deposit {amount} BTC waits for a block.',
      none: 'You began a request to deposit {amount} BTC. The chain has none like it: it was not sent, was declined, or waits for other signers of your Safe.',
      unknown:
        'You began a request to deposit {amount} BTC. The chain does not say now what became of it: look there before you ask again.',
    },
    withdrawal: {
      pending: 'Your request to withdraw {amount} qpBTC waits for a block.',
      none: 'You began a request to withdraw {amount} qpBTC. The chain has none like it: it was not sent, was declined, or waits for other signers of your Safe.',
      unknown:
        'You began a request to withdraw {amount} qpBTC. The chain does not say now what became of it: look there before you ask again.',
    },
  },
  export: {
    csv: 'Save as CSV',
    json: 'Save as JSON',
    reading: '{count, plural, one {# read} other {# read}}',
    saved: '{count, plural, one {# saved} other {# saved}}',
    failed: 'The list could not be read to its end, so nothing was saved. Try again.',
  },
} as const
