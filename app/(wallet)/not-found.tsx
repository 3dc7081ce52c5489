import { NotFound } from '@/components/layout/not-found'

export default function WalletNotFound() {
  return <NotFound />
}
