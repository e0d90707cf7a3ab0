import Taro from '@tarojs/taro'
import type { Socket, SocketEvents } from './socket'

export type { Socket, SocketEvents } from './socket'

interface Host {
  connectSocket: (options: { url: string }) => Promise<unknown>
  onSocketOpen: (hear: () => void) => void
  onSocketMessage: (hear: (event: { data: unknown }) => void) => void
  onSocketClose: (hear: () => void) => void
  onSocketError: (hear: () => void) => void
  sendSocketMessage: (options: { data: string }) => void
  closeSocket: () => void
}
const host = Taro as unknown as Host

/** Alipay has one socket, and its events belong to the app: they are listened to once, and only the present socket hears them. */
let present: SocketEvents | null = null
let listening = false

function listenOnce(): void {
  if (listening) return
  listening = true
  host.onSocketOpen(() => present?.onOpen())
  host.onSocketMessage(({ data }) => present?.onText(String(data)))
  host.onSocketClose(() => present?.onDown())
  host.onSocketError(() => present?.onDown())
}

export async function openSocket(url: string, events: SocketEvents): Promise<Socket> {
  listenOnce()
  present = events
  await host.connectSocket({ url })
  const isPresent = () => present === events
  return {
    send: (text) => isPresent() && host.sendSocketMessage({ data: text }),
    close: () => {
      if (!isPresent()) return
      present = null
      host.closeSocket()
    },
  }
}
