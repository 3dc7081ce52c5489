/** Resolves after `ms` milliseconds. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/**
 * Polls `check` until it returns something other than null or false; a throw counts as "not yet".
 * @throws the result of `onTimeout`, with the last throw as its cause, after `timeoutMs`
 */
export async function poll<T>(
  check: () => Promise<T | null | false>,
  options: { timeoutMs: number; everyMs?: number; onTimeout: (cause: unknown) => Error },
): Promise<T> {
  const end = Date.now() + options.timeoutMs
  let cause: unknown
  for (;;) {
    try {
      const value = await check()
      if (value !== null && value !== false) return value
    } catch (error) {
      cause = error
    }
    if (Date.now() >= end) throw options.onTimeout(cause)
    await sleep(options.everyMs ?? 50)
  }
}
