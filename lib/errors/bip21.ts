import { BaseError } from './base-error.ts'

export type Bip21Rule = 'scheme' | 'address' | 'amount' | 'parameter' | 'required'

const said: Record<Bip21Rule, string> = {
  scheme: 'it does not begin with bitcoin:',
  address: 'it holds no address',
  amount: 'its amount is not a decimal number of BTC with at most 8 decimals',
  parameter: 'a parameter is written twice or wrongly',
  required: 'it demands a feature that is not known here',
}

/** A BIP-21 payment link that cannot be used. */
export class Bip21Error extends BaseError {
  override name = 'Bip21Error'
  readonly rule: Bip21Rule
  constructor(rule: Bip21Rule, detail = '') {
    super({
      code: `bip21.${rule}`,
      message: `This payment link cannot be used: ${said[rule]}.`,
      hint: 'Copy the address and the amount by hand, and compare both.',
      params: { detail },
    })
    this.rule = rule
  }
}
