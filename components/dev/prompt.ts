export type PromptKind = 'connect' | 'transaction' | 'message' | 'payment'
type Prompt = { kind: PromptKind; answer: (agreed: boolean) => void }

let waiting: Prompt | null = null
const watchers = new Set<() => void>()
const tell = () => {
  for (const watcher of watchers) watcher()
}

/** Asked before every signature only when the person wants to see what an extension would show. */
export const asksEachTime = () => window.localStorage.getItem('sluice-developer-ask') === 'yes'
export const setAsksEachTime = (yes: boolean) => {
  window.localStorage.setItem('sluice-developer-ask', yes ? 'yes' : 'no')
  tell()
}

export const currentPrompt = (): Prompt | null => waiting
export const watchPrompt = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** @returns whether the person agreed; at once true unless they asked to be asked */
export function askPerson(kind: PromptKind): Promise<boolean> {
  if (!asksEachTime()) return Promise.resolve(true)
  waiting?.answer(false)
  return new Promise((resolve) => {
    waiting = {
      kind,
      answer: (agreed) => {
        waiting = null
        tell()
        resolve(agreed)
      },
    }
    tell()
  })
}
