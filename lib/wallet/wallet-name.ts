import { outsideText } from '../format/outside-text.ts'

/** What a wallet calls itself, fit to be shown: at most 40 characters of one line (T35). */
export const walletName = (name: string): string => outsideText(name, 40)
