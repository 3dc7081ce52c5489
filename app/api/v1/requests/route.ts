import { requestsQuery } from '@/lib/api/requests'
import { parseInput } from '@/lib/server/parse-input'
import { listRequests } from '@/lib/server/requests'
import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: async (request) => {
    const query = parseInput(requestsQuery, new URL(request.url).searchParams)
    return jsonAnswer(await listRequests(query), 'moving')
  },
})
