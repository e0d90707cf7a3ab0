import { WalletScreen } from '@/features/licences'

export default function WalletPage() {
  return <WalletScreen />
}
