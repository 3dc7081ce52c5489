import { errorsAbi } from '../../contracts-abi/errors.ts'

/** Every custom error of the contracts by its ABI name: the keys that `lib/copy` must have a sentence for. */
export type ContractErrorName = (typeof errorsAbi)[number]['name']
export const contractErrorNames: readonly ContractErrorName[] = [
  ...new Set(errorsAbi.map(({ name }) => name)),
]
