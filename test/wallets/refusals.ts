/** An error as JSON-RPC numbers it: EIP-1193, EIP-1474, or sats-connect's. */
export class WalletRefusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

type Switch = 'silent' | { refuse: number; message: string } | { answer: unknown }

/**
 * How a wallet that really signs is made to misbehave, method by method: it declines, stays silent, answers nonsense, or
 * does something else in the very moment in which it is asked.
 */
export class Refusals {
  readonly #switches = new Map<string, Switch>()
  readonly #during = new Map<string, () => void>()

  refuse(method: string, code: number, message = 'refused'): void {
    this.#switches.set(method, { refuse: code, message })
  }
  silence(method: string): void {
    this.#switches.set(method, 'silent')
  }
  answer(method: string, answer: unknown): void {
    this.#switches.set(method, { answer })
  }
  /** Runs once, before `method` is answered. */
  during(method: string, act: () => void): void {
    this.#during.set(method, act)
  }
  behave(): void {
    this.#switches.clear()
    this.#during.clear()
  }

  /** What the person, or the wallet, makes of a request instead of what it was asked for. */
  async over(method: string, honest: () => Promise<unknown>): Promise<unknown> {
    const act = this.#during.get(method)
    this.#during.delete(method)
    act?.()
    const chosen = this.#switches.get(method)
    if (chosen === undefined) return honest()
    if (chosen === 'silent') return new Promise(() => {})
    if ('refuse' in chosen) throw new WalletRefusal(chosen.refuse, chosen.message)
    return chosen.answer
  }
}
