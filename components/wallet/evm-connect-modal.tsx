'use client'
import { RainbowKitProvider, useConnectModal } from '@rainbow-me/rainbowkit'
import '@rainbow-me/rainbowkit/styles.css'
import { useLocale } from 'next-intl'
import { useEffect, useRef } from 'react'
import { type Config, WagmiProvider } from 'wagmi'
import './rainbowkit.css'

function Opener({ onClose }: { onClose: () => void }) {
  const { connectModalOpen, openConnectModal } = useConnectModal()
  const opened = useRef(false)
  useEffect(() => {
    if (connectModalOpen) opened.current = true
    else if (opened.current) onClose()
    else openConnectModal?.()
  }, [connectModalOpen, openConnectModal, onClose])
  return null
}

// The modal locks scrolling with a style element of its own; this is how its library takes the page's nonce.
const passNonce = () => {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  if (nonce) Reflect.set(globalThis, '__webpack_nonce__', nonce)
}

/** RainbowKit's list of wallets, open from its first render; about 190 kB, so it is loaded by a press only. */
export default function EvmConnectModal({ config, onClose }: { config: Config; onClose: () => void }) {
  const locale = useLocale()
  passNonce()
  return (
    <WagmiProvider config={config} reconnectOnMount={false}>
      <RainbowKitProvider theme={null} locale={locale === 'zh' ? 'zh-CN' : 'en'} modalSize="compact">
        <Opener onClose={onClose} />
      </RainbowKitProvider>
    </WagmiProvider>
  )
}
