import { WalletView } from '@zsb/shared/licence'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const walletPath = '/api/v1/licences'
export const walletSchema = parserOf(WalletView)
/** Asks every library again. */
export const refreshWallet = () => request(`${walletPath}/refreshes`, { method: 'POST', body: {}, schema: walletSchema })
