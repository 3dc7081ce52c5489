import type { OutputType } from './parse-output-script.ts'

const dust: Readonly<Record<OutputType, bigint>> = {
  p2pkh: 546n,
  p2sh: 540n,
  p2wpkh: 294n,
  p2wsh: 330n,
  p2tr: 330n,
}

/** Least sats that nodes relay to an output of this type: its own spending cost at Bitcoin Core's dust rate of 3 sats a byte. */
export const dustOf = (type: OutputType): bigint => dust[type]
