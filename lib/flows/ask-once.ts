/** Asks once what several want to know at the same time: they share the answer, and what failed is asked again. */
export const askOnce = <K, V>(ask: (key: K) => Promise<V>): ((key: K) => Promise<V>) => {
  const under = new Map<K, Promise<V>>()
  return (key) => {
    const asked = under.get(key) ?? ask(key).finally(() => under.delete(key))
    under.set(key, asked)
    return asked
  }
}
