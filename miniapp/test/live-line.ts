import { act } from '@testing-library/react'
import type { LiveMessage } from '@zsb/shared/live'
import Taro from './taro'

/** A live line 实时通道 that is open; answers what tells the phone something over it. */
export function openLiveLine() {
  let hear: (message: { data: string }) => void = () => undefined
  Taro.connectSocket.mockResolvedValue({
    onOpen: (run: () => void) => run(),
    onMessage: (run: typeof hear) => {
      hear = run
      run({ data: '{"topic":"ready"}' })
    },
    onClose: () => undefined,
    onError: () => undefined,
    send: () => undefined,
    close: () => undefined,
  })
  return (message: LiveMessage) => act(async () => hear({ data: JSON.stringify(message) }))
}
