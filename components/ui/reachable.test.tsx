import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Choice } from '@/components/ui/choice'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { Hint } from '@/components/ui/hint'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'

const nothing = () => {}
const options = [
  { value: 'a', label: 'Slow' },
  { value: 'b', label: 'Fast' },
] as const
const copy = { value: 'x', label: 'Copy', copiedLabel: 'Copied', failedLabel: 'Failed' }
const choose = { options, value: 'a', onChange: nothing } as const
const pieces: readonly (readonly [what: string, show: () => ReactElement, controls: number])[] = [
  ['a choice', () => <Choice legend="Fee" {...choose} />, 2],
  [
    'tabs',
    () => (
      <Segmented label="Way" {...choose}>
        x
      </Segmented>
    ),
    2,
  ],
  ['a copy sign', () => <CopyButton {...copy} />, 1],
  ['a copy button', () => <CopyButton {...copy} wordy />, 1],
  [
    'the cross of a dialog',
    () => (
      <Dialog open onClose={nothing} title="T" closeLabel="Close">
        x
      </Dialog>
    ),
    1,
  ],
  ['a question mark', () => <Hint label="What is a bond?">x</Hint>, 1],
  ['a detail', () => <Disclosure summary="More">x</Disclosure>, 1],
  [
    'a field',
    () => (
      <Field label="Amount" hint="x">
        <Input suffix="BTC" />
      </Field>
    ),
    1,
  ],
]

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
const textOf = (html: string) =>
  html
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]*>/g, '')
    .trim()

/** Each control of a piece of HTML, and what a screen reader calls it. */
function controlsOf(html: string): { tag: string; name: string }[] {
  const pressed = [...html.matchAll(/(<(?:button|summary|a)\b[^>]*>)(.*?)<\/(?:button|summary|a)>/gs)].map(
    ([, tag = '', inside = '']) => ({ tag, name: attribute(tag, 'aria-label') || textOf(inside) }),
  )
  const typed = [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].map(([tag]) => {
    const around = [...html.matchAll(/<label\b[^>]*>.*?<\/label>/gs)].find(([label]) =>
      label.includes(tag),
    )?.[0]
    const id = attribute(tag, 'id')
    const beside =
      id &&
      [...html.matchAll(/<label\b[^>]*>.*?<\/label>/gs)].find(([label]) => label.includes(`for="${id}"`))?.[0]
    return { tag, name: textOf(around || beside || '') }
  })
  return [...pressed, ...typed]
}

describe('C34 what can be chosen or pressed', () => {
  test.each(pieces)('C34: %s has a name and is reached by keyboard', (_, show, controls) => {
    const found = controlsOf(renderToStaticMarkup(show()))
    expect(found).toHaveLength(controls)
    for (const { tag, name } of found) {
      expect(name, tag).not.toBe('')
      expect(tag).not.toMatch(/\bdisabled\b/)
    }
    // of tabs one is in the order and arrows reach the others; everything else is in the order by itself
    expect(found.some(({ tag }) => attribute(tag, 'tabindex') !== '-1')).toBe(true)
  })

  test('C34: nothing that is pressed is anything but a button, a link or a native control', () => {
    const folder = join(import.meta.dirname, '..')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!\.test)\.tsx$/.test(file),
    )
    expect(files.length).toBeGreaterThan(100)
    let handlers = 0
    for (const file of files) {
      const source = readFileSync(join(folder, file), 'utf8').replaceAll('=>', '')
      for (const [, element = '', attributes = ''] of source.matchAll(
        /<([a-z]+)\b([^<>]*?\bonClick=[^<>]*)>/g,
      )) {
        handlers += 1
        // the dialog takes a press beside it; Escape does the same
        expect(['button', 'a', 'summary', 'dialog'], `${file}: <${element}>`).toContain(element)
        if (element === 'button')
          expect(attributes, `${file}: a button submits unless it says otherwise`).toContain('type=')
      }
    }
    expect(handlers).toBeGreaterThan(3)
  })
})
