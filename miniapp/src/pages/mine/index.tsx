import { MineScreen } from '@/features/account'

export default function MinePage() {
  return <MineScreen />
}
