import { DASH } from './dash.ts'
import { THIN_SPACE } from './group-digits.ts'

/**
 * An address or hash in groups of four for reading and comparing, whole (T33). `0x` stands apart, so that the groups fall
 * where wallets show them. The groups joined are the text itself.
 */
export const groupAddress = (address: string): readonly string[] => {
  const prefix = address.startsWith('0x') ? ['0x'] : []
  return [...prefix, ...(address.slice(prefix.length * 2).match(/.{1,4}/gu) ?? [])]
}

/** As `groupAddress`, in one string with thin spaces; a dash for what is not known. */
export const formatAddress = (address: string | null | undefined): string =>
  address === null || address === undefined ? DASH : groupAddress(address).join(THIN_SPACE)
