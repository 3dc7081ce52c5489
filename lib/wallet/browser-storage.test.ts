import { afterEach, expect, test, vi } from 'vitest'
import { browserStorage } from './browser-storage.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('default: the browser’s own', () => {
  const localStorage = { getItem: () => 'kept' }
  vi.stubGlobal('window', { localStorage })
  expect(browserStorage()).toBe(localStorage)
})

test.each([
  [
    'that throws when it is looked at',
    () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    },
  ],
  ['that is not there', () => null],
])('C31 behavior: in place of one %s stands one that lasts as long as the page', (_what, get) => {
  vi.stubGlobal('window', Object.defineProperty({}, 'localStorage', { get }))
  browserStorage().setItem('a', '1')
  expect(browserStorage().getItem('a')).toBe('1')
  browserStorage().removeItem('a')
  expect(browserStorage().getItem('a')).toBeNull()
})
