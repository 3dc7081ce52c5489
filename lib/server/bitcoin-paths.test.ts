import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offeredPath, offeredPatterns } from './bitcoin-paths.ts'

const HASH = 'ab'.repeat(32)
const ADDRESS = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'

const hostile: readonly string[][] = [
  [],
  [''],
  ['..'],
  ['..', '..', 'etc', 'passwd'],
  ['blocks', '..', 'tip', 'height'],
  ['blocks', 'tip', 'height', ''],
  ['blocks', 'tip', 'height', '..'],
  ['blocks', 'tip', 'height?x=1'],
  ['blocks', 'tip', 'height#'],
  ['blocks', 'tip', 'height\n'],
  ['blocks', 'tip', 'height\r\nHost: evil.example'],
  ['blocks/tip/height'],
  ['BLOCKS', 'tip', 'height'],
  ['block-height', '-1'],
  ['block-height', '1e3'],
  ['block-height', '01'],
  ['block-height', '٣'],
  ['block-height', '9'.repeat(400)],
  ['block', HASH],
  ['block', HASH.toUpperCase(), 'header'],
  ['block', `${HASH}\0`, 'header'],
  ['block', HASH.slice(2), 'header'],
  ['block', HASH, 'raw'],
  ['block', HASH, 'header', 'extra'],
  ['tx', 'http://evil.example/'],
  ['tx', '//evil.example'],
  ['tx', `${HASH}@evil.example`],
  ['tx', `..%2f..%2fadmin`],
  ['tx', '%2e%2e'],
  ['tx', HASH, 'outspend', '-1'],
  ['tx', HASH, 'outspend', '1.5'],
  ['tx', HASH, 'outspend', '../../x'],
  ['address', '127.0.0.1:80'],
  ['address', `${ADDRESS}/utxo`],
  ['address', `${ADDRESS}?a=b`],
  ['address', 'x'.repeat(101)],
  ['address', '<svg onload=alert(1)>'],
  ['address', '__proto__'],
  ['constructor'],
  ['mempool'],
  ['mempool', 'txids'],
  ['http:', '', 'evil.example'],
  ['graphql'],
  ['sql'],
  Array.from({ length: 50 }, () => 'tx'),
]

describe('offeredPath', () => {
  it('default: gives the path, its form and how long it keeps', () => {
    expect(offeredPath(['block', HASH, 'header'])).toEqual({
      path: `/block/${HASH}/header`,
      form: 'header',
      lifetime: 'fixed',
    })
    expect(offeredPath(['address', ADDRESS, 'txs'])?.lifetime).toBe('moving')
  })

  it(`T36 refuses ${hostile.length} hostile paths, each in under 10 ms`, () => {
    expect(hostile.length).toBeGreaterThanOrEqual(40)
    for (const segments of hostile) {
      const begun = performance.now()
      expect(offeredPath(segments), JSON.stringify(segments).slice(0, 80)).toBeNull()
      expect(performance.now() - begun).toBeLessThan(10)
    }
  })

  it('T36 whatever gets through consists of plain words alone', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'blocks',
        'tip',
        'height',
        'block',
        'tx',
        'address',
        'txs',
        'chain',
        'header',
        HASH,
        ADDRESS,
      ),
      fc.string({ unit: 'binary', maxLength: 80 }),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (segments) => {
        const found = offeredPath(segments)
        if (found !== null) expect(found.path).toMatch(/^(\/[0-9a-zA-Z-]+)+$/)
      }),
      { numRuns: 5_000 },
    )
  })

  it('behavior: the documented patterns are the offered ones', () => {
    const values: Record<string, string> = { hash: HASH, height: '7', vout: '0', address: ADDRESS }
    for (const pattern of offeredPatterns) {
      const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
      expect(offeredPath(filled.split('/'))?.path).toBe(`/${filled}`)
    }
  })
})
