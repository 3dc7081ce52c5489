import { bitcoinSource } from '@/lib/server/bitcoin-source'
import { BadInputError } from '@/lib/server/problem'
import { readBody } from '@/lib/server/read-body'
import { route } from '@/lib/server/route'

const MAX_BODY_BYTES = 400_000

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: async (_request, params) => {
    const { text, type, lifetime } = await bitcoinSource().read([params.path ?? []].flat())
    return { body: text, type, cache: lifetime }
  },
  post: async (request, params) => {
    if ([params.path ?? []].flat().join('/') !== 'tx') throw new BadInputError('path', 'must be tx')
    const hex = (await readBody(request, MAX_BODY_BYTES)).trim()
    if (!/^([0-9a-fA-F]{2})+$/.test(hex)) throw new BadInputError('body', 'must be a raw transaction in hex')
    const { text, type } = await bitcoinSource().broadcast(hex)
    return { body: text, type, cache: 'none' }
  },
})
