export { WalletScreen } from './WalletScreen'
export { walletPath, walletSchema } from './api'
