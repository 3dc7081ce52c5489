import { describe, expect, test } from 'vitest'
import { BitcoinWallets } from '@/components/wallet/bitcoin-wallets'
import EvmMissing from '@/components/wallet/evm-missing'
import { OpenElsewhere } from '@/components/wallet/open-elsewhere'
import { en } from '@/lib/copy/en'
import { zh } from '@/lib/copy/zh'
import { renderCopy as render } from '@/test/helpers/render-copy'

const wechat = 'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Chrome/130 MicroMessenger/8.0.50'
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1'
const wallet = { id: 'x', name: 'Xverse', icon: null }

describe.each([
  ['en', en],
  ['zh', zh],
] as const)('in %s', (locale, copy) => {
  const texts = copy.wallet

  test('C20: whoever chooses a wallet reads that its coins are not checked for inscriptions', () => {
    const html = render(locale, <BitcoinWallets wallets={[wallet]} onChoose={() => {}} />)
    expect(html).toContain('Xverse')
    expect(html).toContain(texts.bitcoin.coins)
    expect(texts.bitcoin.coins).toMatch(/inscriptions|铭文/)
  })

  test('C31: without a wallet there is a way on: what to do, where, and the address to take along', () => {
    for (const html of [
      render(locale, <EvmMissing onClose={() => {}} />),
      render(locale, <BitcoinWallets wallets={[]} onChoose={() => {}} />),
    ]) {
      expect(html).toContain(texts.elsewhere.how)
      expect(html).toMatch(new RegExp(`<button[^>]*>.*${texts.elsewhere.copy}`))
    }
    const none = render(locale, <BitcoinWallets wallets={[]} onChoose={() => {}} />)
    expect(none).toContain(texts.bitcoin.noneNote)
  })

  test('C31: inside another app the page says which, and that files saved there may be lost', () => {
    const inside = render(
      locale,
      <OpenElsewhere userAgent={wechat} page="https://sluice.example/deposit/7" />,
    )
    expect(inside).toContain(texts.elsewhere.inside.replace('{app}', 'WeChat'))
    expect(inside).toContain(texts.elsewhere.insideWhy)
    const own = render(locale, <OpenElsewhere userAgent={safari} page="" />)
    expect(own).not.toContain(texts.elsewhere.insideWhy)
    expect(own).toContain(texts.elsewhere.how)
  })
})
