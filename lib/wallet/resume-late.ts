/** Milliseconds between looks for the wallet of the last visit: it injects itself while the page loads, or later. */
const LOOKS = [0, 1_500, 3_000, 6_000, 12_000, 24_000]

/**
 * Looks for the wallet of the last visit until it has shown itself, up to three quarters of a minute after the page.
 * @param resume false while it has not @returns stops looking
 */
export function resumeLate(resume: () => Promise<boolean>): () => void {
  let stopped = false
  const look = async () => {
    for (const wait of LOOKS) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      if (stopped || (await resume())) return
    }
  }
  void look()
  return () => {
    stopped = true
  }
}
