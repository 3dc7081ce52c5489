'use client'
import { RainbowKitProvider, useConnectModal } from '@rainbow-me/rainbowkit'
import '@rainbow-me/rainbowkit/styles.css'
import { useLocale, useTranslations } from 'next-intl'
import { type ComponentType, type ReactNode, useEffect, useRef } from 'react'
import { type Config, WagmiProvider } from 'wagmi'
import './rainbowkit.css'

function Opener({ onClose }: { onClose: () => void }) {
  const { connectModalOpen, openConnectModal } = useConnectModal()
  const opened = useRef(false)
  useEffect(() => {
    if (connectModalOpen) opened.current = true
    else if (opened.current) onClose()
    else if (openConnectModal) openConnectModal()
    // The wallet came back by itself between the press and this: a list left here would open by itself later.
    else onClose()
  }, [connectModalOpen, openConnectModal, onClose])
  useEffect(hideIcons, [])
  return null
}

// The names of wallets stand beside their icons, which the library calls images and gives no name of their own.
const hideIcons = () => {
  const hide = () => {
    for (const icon of document.querySelectorAll('[data-rk] [role="img"]:not([aria-label], [aria-hidden])'))
      icon.setAttribute('aria-hidden', 'true')
  }
  const watcher = new MutationObserver(hide)
  watcher.observe(document.body, { childList: true, subtree: true })
  hide()
  return () => watcher.disconnect()
}

// The modal locks scrolling with a style element of its own; this is how its library takes the page's nonce.
const passNonce = () => {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  if (nonce) Reflect.set(globalThis, '__webpack_nonce__', nonce)
}

// In the place of an advertisement for wallets that could be pressed, but not reached by keyboard (C34).
function Seed({ Text }: { Text: ComponentType<{ children: ReactNode }> }) {
  return <Text>{useTranslations('wallet.accounts')('seed')}</Text>
}
const appInfo = { disclaimer: Seed }

/** RainbowKit's list of wallets, open from its first render; about 190 kB, so it is loaded by a press only. */
export default function EvmConnectModal({ config, onClose }: { config: Config; onClose: () => void }) {
  const locale = useLocale()
  passNonce()
  return (
    <WagmiProvider config={config} reconnectOnMount={false}>
      <RainbowKitProvider
        theme={null}
        locale={locale === 'zh' ? 'zh-CN' : 'en'}
        modalSize="compact"
        appInfo={appInfo}
      >
        <Opener onClose={onClose} />
      </RainbowKitProvider>
    </WagmiProvider>
  )
}
