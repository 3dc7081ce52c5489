import { logViolation } from '@/lib/server/log-violation'
import { readBody } from '@/lib/server/read-body'
import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'

const MAX_BODY_BYTES = 8_000

/** Where browsers report what the content security policy blocked (T31). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  report: true,
  post: async (request) => {
    logViolation(await readBody(request, MAX_BODY_BYTES))
    return jsonAnswer({ reported: true }, 'none')
  },
})
