import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { followSettings } from '@/platform/follow-settings'
import { watchNetwork } from '@/platform/network'
import { watchOpenedFile } from '@/platform/open-file'
import { watchPrivacy } from '@/platform/privacy'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    watchNetwork()
    watchPrivacy()
    watchOpenedFile()
    followSettings()
  })
  return children
}
