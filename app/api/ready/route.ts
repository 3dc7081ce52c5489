import { readReadiness } from '@/lib/server/readiness'
import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  free: true,
  get: async () => {
    const readiness = await readReadiness()
    return jsonAnswer(readiness, 'none', readiness.ready ? 200 : 503)
  },
})
