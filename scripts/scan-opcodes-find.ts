/** What forge writes of one contract, as far as the scan reads it. */
export type Artifact = {
  bytecode?: Code
  deployedBytecode?: Code
  metadata?: { settings?: { compilationTarget?: Record<string, string> } }
}
type Code = { object?: string; sourceMap?: string }

export type Finding = { opcode: string; offset: number; part: 'deployed' | 'creation' }

/** Bitlayer forces mixDigest to zero and has no blobs: code that reads them would run locally and fail or lie there. */
const forbidden = new Map([
  [0x44, 'PREVRANDAO'],
  [0x49, 'BLOBHASH'],
  [0x4a, 'BLOBBASEFEE'],
])
const PUSH1 = 0x60
const PUSH32 = 0x7f

/** The contract's file and name when it is one of ours, else null. */
export const ownContract = (artifact: Artifact): { file: string; name: string } | null => {
  const [file, name] = Object.entries(artifact.metadata?.settings?.compilationTarget ?? {})[0] ?? []
  return file?.startsWith('contracts/src/') && name ? { file, name } : null
}

/**
 * Forbidden opcodes in a contract's creation and deployed code, with their byte offsets. What a push carries is data, and
 * so is everything behind the last instruction of the source map (constants, the deployed code inside the creation code).
 */
export const findForbidden = (artifact: Artifact): Finding[] => [
  ...scan(artifact.deployedBytecode, 'deployed'),
  ...scan(artifact.bytecode, 'creation'),
]

const scan = (code: Code | undefined, part: Finding['part']): Finding[] => {
  const hex = (code?.object ?? '0x').slice(2)
  if (hex === '') return []
  if (!code?.sourceMap)
    throw new Error('An artifact has code but no source map: rebuild it with forge build.')
  // A library's address is not linked yet: forge leaves a placeholder of the same width inside a push.
  const bytes = Buffer.from(hex.replace(/__\$[0-9a-fA-F]{34}\$__/g, '00'.repeat(20)), 'hex')
  const count = code.sourceMap.split(';').length
  const findings: Finding[] = []
  for (let offset = 0, instruction = 0; instruction < count && offset < bytes.length; instruction++) {
    const opcode = bytes[offset] ?? 0
    const name = forbidden.get(opcode)
    if (name) findings.push({ opcode: name, offset, part })
    offset += opcode >= PUSH1 && opcode <= PUSH32 ? opcode - PUSH1 + 2 : 1
  }
  return findings
}
