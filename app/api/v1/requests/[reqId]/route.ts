import { requestParams } from '@/lib/api/requests'
import { parseInput } from '@/lib/server/parse-input'
import { readRequest } from '@/lib/server/requests'
import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'
import { sharedAnswer } from '@/lib/server/shared-answer'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: async (_request, params) => {
    const { reqId } = parseInput(requestParams, { reqId: String(params.reqId) })
    return sharedAnswer(`request ${reqId}`, async () => jsonAnswer(await readRequest(reqId), 'moving'))
  },
})
