import { expect } from '@playwright/test'
import { look } from '../fixtures/look.ts'
import { test } from '../fixtures/test.ts'

const pages = [
  { path: '/', name: 'home', en: 'BTC in, qpBTC out' },
  { path: '/status', name: 'status', en: 'Status' },
  { path: '/deposit', name: 'deposit', en: 'Deposit BTC' },
  { path: '/withdraw', name: 'withdraw', en: 'Withdraw BTC' },
  { path: '/activity', name: 'activity', en: 'Activity' },
]

for (const { path, name, en } of pages) {
  test(`C36: ${path} in English and Chinese`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: en })).toBeVisible()
    await expect(page.getByRole('contentinfo')).toContainText(/\d/)
    await expect(page.getByRole('contentinfo')).toContainText(
      'Nobody from Sluice will ever ask for your seed phrase.',
    )
    await look(page, `${name}-en`)
    await page.context().addCookies([{ name: 'sluice-language', value: 'zh', url: page.url() }])
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(en)
    await look(page, `${name}-zh`)
  })
}

test('a page that is not there says so and leads back', async ({ page, guard }) => {
  guard.expectConsole(/404/)
  await page.goto('/nowhere')
  await expect(page.getByText('There is no such page').first()).toBeVisible()
  await look(page, 'not-found')
})

test('a deposit that is not there says so', async ({ page, guard }) => {
  guard.expectConsole(/404/)
  await page.goto('/deposit/999999')
  await expect(page.getByText('The chain has no deposit 999999').first()).toBeVisible()
  await look(page, 'deposit-missing')
})

test('language and theme are switched by keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keyboard')
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
})
