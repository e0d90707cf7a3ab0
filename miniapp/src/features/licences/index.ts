export { WalletScreen } from './WalletScreen'
export { walletOptions, walletPath } from './api'
export { chipOf, iconOf, namesOf } from './licence-look'
