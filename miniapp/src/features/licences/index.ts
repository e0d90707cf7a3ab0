export { WalletScreen } from './WalletScreen'
