/** Runs one piece of work at a time, in the order it was asked for. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work)
    // A failure belongs to whoever asked; the next in line starts all the same.
    this.#last = next.catch(() => undefined)
    return next
  }
}
