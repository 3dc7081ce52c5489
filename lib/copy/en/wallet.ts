export const wallet = {
  evm: {
    name: 'EVM wallet',
    connect: 'Connect wallet',
    connectYourself: 'Connect an EVM wallet to do it yourself',
    reconnecting: 'Asking your wallet',
    missing: {
      title: 'No EVM wallet here',
      text: 'No wallet has made itself known in this browser.',
      desktop: 'On a computer: install or switch on a wallet extension, then reload this page.',
      phone: 'On a phone: open this page in the browser inside your wallet app.',
    },
    wrong: 'Your wallet is on chain {actual}. Sluice works on {name} (chain {expected}).',
    wrongUnknown: 'Your wallet does not say which chain it is on. Sluice works on {name} (chain {expected}).',
    switch: 'Switch to {name}',
    switching: 'Asking your wallet to switch',
    switchFailed: 'The wallet did not switch. Choose {name} (chain {expected}) in the wallet itself.',
    waitingNote:
      'Look for its window. If none opens, open the wallet itself: the request may be waiting there.',
    stop: 'Stop waiting',
    asks: {
      title: 'Your wallet must show the same',
      contract: 'Contract',
      function: 'Function',
      value: 'Sent along',
    },
  },
  bitcoin: {
    title: 'Connect a Bitcoin wallet',
    connect: 'Connect Bitcoin wallet',
    why: 'It gives the key that can take your BTC back and the address that a withdrawal pays, and can pay with one press. It learns nothing else.',
    loading: 'Looking for Bitcoin wallets',
    waiting: 'Waiting for {wallet}',
    waitingNote: 'Look for its window. Nothing is sent by connecting.',
    stop: 'Stop waiting',
    none: 'No Bitcoin wallet was found in this browser.',
    noneNote:
      'You do not need one here: type a refund address, or let this page make a refund key, and pay from any wallet.',
    coins:
      'A wallet chooses by itself which of its coins it spends, and this page cannot see them: nothing here checks them for inscriptions, runes or rare sats. Pay from an account that holds none.',
    wrong: 'Your Bitcoin wallet is on {actual}; this deployment uses {expected}.',
  },
  elsewhere: {
    inside: 'This page is open inside {app}.',
    insideSome: 'This page is open inside another app.',
    insideWhy: 'No wallet can be reached from here, and a file that you save may be lost.',
    how: 'Copy the address of this page and open it in your phone’s own browser, or in the browser of your wallet app. Nothing is lost: a deposit or withdrawal is found by its number on any device.',
    copy: 'Copy the address of this page',
  },
  accounts: {
    title: 'Your wallets',
    button: 'Wallets:',
    chain: 'Chain',
    disconnect: 'Disconnect',
    disconnectNamed: 'Disconnect {name}',
    seed: 'Nobody from Sluice will ever ask for your seed phrase.',
  },
  network: { main: 'Bitcoin', test: 'testnet', signet: 'signet', regtest: 'regtest' },
} as const
