import { afterEach, expect, test, vi } from 'vitest'
import { notify } from './notify.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('default: what is said, once for its tag', () => {
  const shown: unknown[] = []
  vi.stubGlobal(
    'Notification',
    class {
      constructor(...args: unknown[]) {
        shown.push(args)
      }
    },
  )
  notify('Deposit 7: minted', 'sluice-7')
  expect(shown).toEqual([['Deposit 7: minted', { tag: 'sluice-7' }]])
})

test('C31 behavior: a phone that refuses the constructor does not take the page down', () => {
  vi.stubGlobal(
    'Notification',
    class {
      constructor() {
        throw new TypeError('Illegal constructor')
      }
    },
  )
  expect(() => notify('Deposit 7: minted', 'sluice-7')).not.toThrow()
})
