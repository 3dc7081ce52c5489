import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Address } from '@/components/shared/address'
import { Input } from '@/components/ui/input'
import { renderCopy } from '@/test/helpers/render-copy'

const render = (address: string, layout: 'block' | 'line') =>
  renderCopy('en', <Address address={address} layout={layout} copy={false} />)
const textOf = (html: string) => html.replace(/<[^>]*>/g, '')
const root = join(import.meta.dirname, '../..')
const sources = ['components', 'lib/hooks'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!test)\.tsx?$/.test(file))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(root, folder, file), 'utf8') })),
)

describe('T33 an address and its look-alike', () => {
  // Made to begin and to end alike, as those are that somebody plants in a history.
  const pairs = [
    ['bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080', 'bcrt1qw508000000000000000000000000000kygt080'],
    ['0x52908400098527886E0F7030069857D2E4169EE7', '0x5290840000000000000000000000000000169EE7'],
  ] as const
  test.each(pairs)('T33: %s is shown whole, in groups of four, so that the two differ', (own, alike) => {
    for (const layout of ['block', 'line'] as const) {
      const html = render(own, layout)
      expect(textOf(html)).toBe(own)
      expect(textOf(render(alike, layout))).not.toBe(textOf(html))
      const groups = [...html.matchAll(/<span class="(?:font-semibold[^"]*|text-ink-soft)">([^<]*)</g)].map(
        ([, group = '']) => group,
      )
      expect(groups.filter((group) => group !== '0x' && group.length > 4)).toEqual([])
      expect(groups.join('')).toBe(own)
    }
  })
})

describe('T33 where addresses come from', () => {
  test('T33: a look-alike in a history is never offered: fields are filled by hand or from the connected wallet', () => {
    const fills = sources.flatMap(({ text }) =>
      [...text.matchAll(/\b(?:set|change)\('(?:address|recipient)', ([^)]*)\)/g)].map(
        ([, from = '']) => from,
      ),
    )
    expect(fills.length).toBeGreaterThanOrEqual(4)
    for (const from of fills)
      expect(['event.target.value', 'connection.account.address', 'own']).toContain(from)
    // `own` is the connected wallet's, too
    const hook = sources.find(({ file }) => file === 'lib/hooks/use-recover-draft.ts')?.text
    expect(hook).toMatch(/const own = [^\n]*connection\.account\.address/)
  })
  test('T33: no field remembers what was typed before, and none has a list to choose from', () => {
    expect(renderToStaticMarkup(<Input />)).toContain('autoComplete="off"')
    for (const { file, text } of sources) {
      expect(text, file).not.toMatch(/<datalist|\blist=/)
      for (const [, value] of text.matchAll(/autoComplete=(\S+)/g)) expect(value, file).toMatch(/^"off"/)
      // a field that is not one of ours would not have that
      if (file !== 'components/ui/input.tsx' && /<input\b/.test(text))
        expect(text, file).toMatch(/type="(file|radio|checkbox|range)"|type=\{/)
    }
  })
})
