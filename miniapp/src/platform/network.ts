import Taro from '@tarojs/taro'
import { create } from 'zustand'

interface Network {
  online: boolean
  /** When the server last answered; what is shown offline carries it. */
  lastAnswerAt: Date | null
}

/** Whether there is a network: what the platform says, corrected by requests that come through or do not. */
export const useNetwork = create<Network>(() => ({ online: true, lastAnswerAt: null }))

export const noteAnswer = (at: Date): void => useNetwork.setState({ online: true, lastAnswerAt: at })
export const noteNoNetwork = (): void => useNetwork.setState({ online: false })

/** Called once by the app. */
export function watchNetwork(): void {
  try {
    Taro.onNetworkStatusChange(({ isConnected }) => useNetwork.setState({ online: isConnected }))
    void Taro.getNetworkType().then(
      ({ networkType }) => {
        if (networkType === 'none') noteNoNetwork()
      },
      () => undefined,
    )
  } catch {
    // A platform that cannot tell: requests will.
  }
}
