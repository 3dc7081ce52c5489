import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  free: true,
  get: async () => jsonAnswer({ status: 'ok' }, 'none'),
})
