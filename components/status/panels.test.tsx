import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { en } from '@/lib/copy/en'
import { zh } from '@/lib/copy/zh'
import type { StatusView } from '@/lib/queries/status-view'
import { CapacityPanel } from './capacity-panel'
import { WaitingPanel } from './waiting-panel'

const bridge = { gate: 'open', pausedUntil: null, usedPart: 0.5, queue: 120_000n, queued: 2, mintable: null }
const withdrawals = { queue: 70_000n, queued: 1, toBeRedeemed: 50_000n, open: 3 }
const drawn = (over: object, [locale, messages]: ['en' | 'zh', object] = ['en', en]) => {
  const status = { bridge: { ...bridge, ...over }, withdrawals } as unknown as StatusView
  const page = (
    <NextIntlClientProvider locale={locale} messages={messages as typeof en} timeZone="UTC">
      <CapacityPanel status={status} />
      <WaitingPanel status={status} />
    </NextIntlClientProvider>
  )
  return renderToStaticMarkup(page).replaceAll(/<[^>]*>/g, ' ')
}

describe('what /status says of new deposits', () => {
  test('default: they are open', () => {
    expect(drawn({})).toContain('deposits are open')
  })
  test.each([
    ['halted', 'Halted: no new deposits', '已停止'],
    ['reorg', 'New deposits wait: Bitcoin took a payment back', '比特币撤回了一笔付款'],
    ['paused', 'New deposits paused', '新的存入已暂停'],
  ])('C24: %s is never called open', (gate, says, sagt) => {
    expect(drawn({ gate })).toContain(says)
    expect(drawn({ gate }, ['zh', zh])).toContain(sagt)
    expect(drawn({ gate })).not.toContain('deposits are open')
  })
  test('behavior: what is not known is not called open either', () => {
    expect(drawn({ gate: null })).not.toContain('deposits are open')
  })
  test('behavior: both lines are told apart, the unknown is a dash', () => {
    const text = drawn({}).replaceAll(/\s+/g, ' ')
    expect(text).toMatch(/Deposits in the queue 2 requests 0\.00 ?12/)
    expect(text).toMatch(/Withdrawals in the queue 1 request 0\.000 ?7/)
    expect(text).toMatch(/still allows –/)
  })
})
