import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'

const shapes = [
  { name: 'heights', height: 'h-44' },
  { name: 'capacity', height: 'h-96' },
  { name: 'parts', height: 'h-56' },
  { name: 'timing', height: 'h-36' },
  { name: 'waiting', height: 'h-72' },
  { name: 'endpoints', height: 'h-44' },
] as const

/** The panels of the status page before their figures are there. */
export function StatusSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-6 lg:grid-cols-2">
      {shapes.map(({ name, height }) => (
        <Panel key={name} className={height}>
          <Skeleton className="h-6 w-32" />
          <Skeleton className="mt-4 h-4 w-full" />
          <Skeleton className="mt-3 h-4 w-3/4" />
        </Panel>
      ))}
    </div>
  )
}
