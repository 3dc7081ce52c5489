import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { Address } from '@/components/shared/address'
import { Failure } from '@/components/shared/failure'
import { Hash } from '@/components/shared/hash'
import { TxStatus } from '@/components/shared/tx-status'
import { WalletAnswerError, WalletFailedError, WalletRejectedError } from '@/lib/errors/wallet'
import { renderCopy } from '@/test/helpers/render-copy'
import { hostileStrings } from '@/test/vectors/hostile-strings'

/** One piece of HTML for each text. */
const render = (locale: 'en' | 'zh', texts: readonly string[], show: (text: string) => ReactNode) =>
  renderCopy(
    locale,
    texts.map((text) => <section key={text}>{show(text)}</section>),
  )
    .split('<section>')
    .slice(1)
/** The elements and their attributes' names, in order: what a text may not change. */
const skeleton = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/="[^"]*"/g, '')) ?? []
const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\p{Cs}]/u

/** Places in which a page shows a text that a wallet, an endpoint or a counterparty wrote. */
const places: readonly (readonly [place: string, show: (text: string) => ReactNode])[] = [
  ['a wallet’s reason', (text) => <Failure error={new WalletFailedError('Wallet', text)} />],
  ['a wallet’s name in a sentence', (text) => <Failure error={new WalletRejectedError(text)} />],
  ['the field of a wallet’s answer', (text) => <Failure error={new WalletAnswerError(text, text, text)} />],
  ['an error that is not ours', (text) => <Failure error={new Error(text)} />],
]

describe.each(['en', 'zh'] as const)('T35 in %s', (locale) => {
  test.each(places)('T35: %s changes no element and no attribute', (_, show) => {
    const [plain = '', ...shown] = render(locale, ['x', ...hostileStrings], show)
    expect(shown).toHaveLength(hostileStrings.length)
    for (const html of shown) {
      expect(skeleton(html)).toEqual(skeleton(plain))
      expect(html).not.toMatch(HIDDEN)
      expect(html.length).toBeLessThan(8_000)
    }
  })
})

test('T35: an address or hash is text, whatever it says', () => {
  const short = hostileStrings.filter(({ length }) => length < 1_000)
  const shown = render('en', short, (text) => (
    <>
      <Hash hash={text} />
      <Address address={text} />
      <TxStatus state="sent" hash={text} />
    </>
  ))
  expect(shown).toHaveLength(short.length)
  for (const tag of shown.flatMap(skeleton))
    expect(tag).toMatch(/^<\/?(section|span|button|svg|path|p|div|strong)\b/)
})

test('T35: a link goes to the configured explorer only, and takes nothing along', () => {
  const [html = ''] = render('en', ['ab'], (hash) => (
    <Hash hash={hash} href={`https://explorer.example/tx/${hash}`} />
  ))
  expect(html).toContain('href="https://explorer.example/tx/ab"')
  expect(html).toContain('rel="noopener noreferrer"')
})
