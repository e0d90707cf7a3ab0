import Taro from '@tarojs/taro'

export interface Socket {
  send: (text: string) => void
  close: () => void
}
export interface SocketEvents {
  onOpen: () => void
  onText: (text: string) => void
  /** Closed or failed, whichever comes first; may come twice. */
  onDown: () => void
}

/** One WebSocket with events of its own. */
export async function openSocket(url: string, { onOpen, onText, onDown }: SocketEvents): Promise<Socket> {
  const task = await Taro.connectSocket({ url })
  task.onOpen(onOpen)
  task.onMessage(({ data }) => onText(String(data)))
  task.onClose(onDown)
  task.onError(onDown)
  return { send: (text) => void task.send({ data: text }), close: () => void task.close({}) }
}
