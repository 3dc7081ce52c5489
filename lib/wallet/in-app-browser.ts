/** Apps that open links in a browser of their own, by the mark each leaves in the browser's name. */
const apps: readonly (readonly [mark: RegExp, name: string])[] = [
  [/MicroMessenger/i, 'WeChat'],
  [/AlipayClient/i, 'Alipay'],
  [/Weibo/i, 'Weibo'],
  [/\bQQ\//, 'QQ'],
  [/DingTalk/i, 'DingTalk'],
  [/Telegram/i, 'Telegram'],
  [/\bInstagram\b/, 'Instagram'],
  [/\bFB(AN|AV|_IAB)\b/, 'Facebook'],
  [/Twitter for (iPhone|iPad|Android)|TwitterAndroid/, 'X'],
  [/\bLine\//, 'LINE'],
  [/KAKAOTALK/i, 'KakaoTalk'],
  [/musical_ly|BytedanceWebview|\bTikTok\b/, 'TikTok'],
  [/\bLinkedInApp\b/, 'LinkedIn'],
  [/\bSnapchat\b/, 'Snapchat'],
]
/** Android's and iOS's marks of a page inside an app, whatever the app. */
const someApp = (userAgent: string) =>
  /; wv\)/.test(userAgent) || (/\b(iPhone|iPad)\b/.test(userAgent) && !/\bSafari\//.test(userAgent))

/**
 * The app inside which a page is open, `app` when it does not say its name, null for a browser of its own. Such browsers reach no
 * wallet, forget what was stored and often drop files that are saved (C31).
 */
export const inAppBrowser = (userAgent: string): string | null =>
  apps.find(([mark]) => mark.test(userAgent))?.[1] ?? (someApp(userAgent) ? 'app' : null)
