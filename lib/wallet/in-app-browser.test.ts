import { expect, test } from 'vitest'
import { inAppBrowser } from './in-app-browser.ts'

const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)'
const webview =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

test.each([
  ['WeChat', `${android} Chrome/130.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50`],
  ['WeChat', `${iphone} Mobile/15E148 MicroMessenger/8.0.53(0x18003531)`],
  ['Telegram', `${webview} Telegram-Android/11.4.2`],
  ['Instagram', `${iphone} Mobile/22B83 Instagram 357.0.3.26.98`],
  ['Facebook', `${iphone} Mobile/22B83 [FBAN/FBIOS;FBAV/488.0.0.47.110]`],
  ['Facebook', `${webview} [FB_IAB/FB4A;FBAV/488.0.0.59.95;]`],
  ['X', `${iphone} Mobile/22B83 Twitter for iPhone/10.66`],
  ['LINE', `${iphone} Safari Line/14.19.0`],
  ['app', webview],
  ['app', `${iphone} Mobile/15E148`],
])('C31: a browser inside %s', (name, userAgent) => expect(inAppBrowser(userAgent)).toBe(name))

test.each([
  ['Chrome on Android', `${android} Chrome/131.0.0.0 Mobile Safari/537.36`],
  ['Safari on an iPhone', `${iphone} Version/18.1 Mobile/15E148 Safari/604.1`],
  ['Chrome on an iPhone', `${iphone} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`],
  ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
  ['QQ’s browser, which is one', `${android} MQQBrowser/15.0 Chrome/109.0 Mobile Safari/537.36`],
  ['none', ''],
])('C31: %s is a browser of its own', (_, userAgent) => expect(inAppBrowser(userAgent)).toBeNull())
