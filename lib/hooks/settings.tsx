'use client'
import { createContext, type ReactNode, use } from 'react'
import type { PublicConfig } from '@/lib/api/status'

const Settings = createContext<PublicConfig | null>(null)

/** Hands the deployment's public settings, read by the server at run time, to everything inside. */
export function SettingsProvider({ settings, children }: { settings: PublicConfig; children: ReactNode }) {
  return <Settings value={settings}>{children}</Settings>
}

/** The deployment's public settings. Only inside `SettingsProvider`. */
export function useSettings(): PublicConfig {
  const settings = use(Settings)
  if (!settings) throw new Error('useSettings needs a SettingsProvider above it.')
  return settings
}
