export { WalletScreen } from './WalletScreen'
export { walletPath, walletSchema } from './api'
export { chipOf, iconOf, namesOf } from './licence-look'
