import { BaseError } from './base-error.ts'

export type ProofRule =
  | 'header_length'
  | 'header_hash'
  | 'header_work'
  | 'header_bits'
  | 'header_link'
  | 'merkle_root'
  | 'merkle_index'
  | 'merkle_depth'
  | 'coinbase'
  | 'txid'
  | 'not_in_block'
  | 'confirmations'
  | 'chainwork'
  | 'relay_hash'

const said: Record<ProofRule, string> = {
  header_length: 'a block header does not have 80 bytes',
  header_hash: 'a block header is not the one that was asked for',
  header_work: 'a block header has not enough proof of work',
  header_bits: 'a block header states an impossible difficulty',
  header_link: 'a block header does not build on the one before it',
  merkle_root: 'the path does not lead to the root in the block header',
  merkle_index: 'the position has bits beyond the depth of the tree',
  merkle_depth: 'the coinbase path has another depth',
  coinbase: 'the first transaction of the block is not a coinbase',
  txid: 'the transaction is not the one that was asked for',
  not_in_block: 'the block does not hold the transaction',
  confirmations: 'too few blocks stand on the payment',
  chainwork: 'the blocks on the payment carry too little work',
  relay_hash: 'the block is not the one that the contract knows at this height',
}

/** Evidence about Bitcoin that does not hold. `rule` names why. Fails closed: nothing may be shown as verified. */
export class ProofError extends BaseError {
  override name = 'ProofError'
  readonly rule: ProofRule
  constructor(rule: ProofRule, params: Record<string, string | number | bigint> = {}, cause?: unknown) {
    super({
      code: `proof.${rule}`,
      message: `The evidence from Bitcoin does not hold: ${said[rule]}.`,
      hint:
        rule === 'confirmations' || rule === 'chainwork'
          ? 'Wait for more blocks.'
          : 'Nothing is lost. Ask another Bitcoin source; if all say the same, wait for the next block.',
      params,
      cause,
    })
    this.rule = rule
  }
}
