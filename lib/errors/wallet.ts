import { BaseError } from './base-error.ts'

/** Any failure between the page and a wallet. Each outcome has its own class, because each has another next step. */
class WalletError extends BaseError {
  override name = 'WalletError'
}
export class WalletNotInstalledError extends WalletError {
  override name = 'WalletNotInstalledError'
  constructor(wallet: string) {
    super({
      code: 'wallet.not_installed',
      message: `${wallet} does not answer in this browser.`,
      hint: 'Install or unlock the wallet, then reload this page.',
      params: { wallet },
    })
  }
}
export class WalletRejectedError extends WalletError {
  override name = 'WalletRejectedError'
  constructor(wallet: string, cause?: unknown) {
    super({
      code: 'wallet.rejected',
      message: `You declined the request in ${wallet}.`,
      hint: 'Nothing was sent. Start again when you are ready.',
      params: { wallet },
      cause,
    })
  }
}
export class WalletLockedError extends WalletError {
  override name = 'WalletLockedError'
  constructor(wallet: string, cause?: unknown) {
    super({
      code: 'wallet.locked',
      message: `${wallet} is locked or gave this page no access.`,
      hint: 'Unlock the wallet and connect it again.',
      params: { wallet },
      cause,
    })
  }
}
export class WalletNotConnectedError extends WalletError {
  override name = 'WalletNotConnectedError'
  constructor(wallet: string) {
    super({
      code: 'wallet.no_account',
      message: `${wallet} gave no account on this chain.`,
      hint: 'Choose this chain in the wallet and connect again.',
      params: { wallet },
    })
  }
}
export class WalletBusyError extends WalletError {
  override name = 'WalletBusyError'
  constructor(wallet: string, cause?: unknown) {
    super({
      code: 'wallet.busy',
      message: `Another request is already waiting in ${wallet}.`,
      hint: 'Open the wallet and answer that one first.',
      params: { wallet },
      cause,
    })
  }
}
export class WalletAwayError extends WalletError {
  override name = 'WalletAwayError'
  constructor(wallet: string, cause?: unknown) {
    super({
      code: 'wallet.away',
      message: `${wallet} has lost its connection to the network.`,
      hint: 'Wait until the wallet is connected again, then start again.',
      params: { wallet },
      cause,
    })
  }
}
/** The person stopped waiting for a wallet that may still send what it was asked for. */
export class WalletStoppedError extends WalletError {
  override name = 'WalletStoppedError'
  constructor(wallet: string) {
    super({
      code: 'wallet.stopped',
      message: `You stopped waiting for ${wallet}.`,
      hint: 'Decline the request there before you start again, so that nothing is sent twice.',
      params: { wallet },
    })
  }
}
/** Another tab of this page is asking the wallet for the same thing (C4). */
export class OtherTabError extends WalletError {
  override name = 'OtherTabError'
  constructor() {
    super({
      code: 'wallet.other_tab',
      message: 'Another tab of this page is asking your wallet already.',
      hint: 'Finish it there, or close that tab.',
    })
  }
}
export class WalletNoAnswerError extends WalletError {
  override name = 'WalletNoAnswerError'
  constructor(wallet: string, seconds: number) {
    super({
      code: 'wallet.no_answer',
      message: `${wallet} has not answered for ${seconds} seconds.`,
      hint: 'Open the wallet: the request may be waiting there. If not, try again.',
      params: { wallet, seconds },
    })
  }
}
export class WalletAnswerError extends WalletError {
  override name = 'WalletAnswerError'
  /** @param method what was asked @param field first part of the answer that makes no sense */
  constructor(wallet: string, method: string, field: string, cause?: unknown) {
    super({
      code: 'wallet.answer',
      message: `${wallet} gave an answer to ${method} that makes no sense (${field}).`,
      hint: 'Nothing was taken from it. Update the wallet, or use another one.',
      params: { wallet, method, field },
      cause,
    })
  }
}
export class WalletUnsupportedError extends WalletError {
  override name = 'WalletUnsupportedError'
  constructor(wallet: string, method: string, cause?: unknown) {
    super({
      code: 'wallet.unsupported',
      message: `${wallet} cannot do this (${method}).`,
      hint: 'Do it by hand, or use another wallet.',
      params: { wallet, method },
      cause,
    })
  }
}
export class WalletAccountChangedError extends WalletError {
  override name = 'WalletAccountChangedError'
  constructor(wallet: string) {
    super({
      code: 'wallet.account_changed',
      message: `The account in ${wallet} was changed meanwhile.`,
      hint: 'Nothing was sent. Look at what the page shows now and start again.',
      params: { wallet },
    })
  }
}
export class WalletFailedError extends WalletError {
  override name = 'WalletFailedError'
  constructor(wallet: string, reason: string, cause?: unknown) {
    super({
      code: 'wallet.failed',
      message: `${wallet} could not do it: ${reason.slice(0, 200)}`,
      hint: 'Try again, or pay from any other wallet.',
      params: { wallet, reason: reason.slice(0, 200) },
      cause,
    })
  }
}
