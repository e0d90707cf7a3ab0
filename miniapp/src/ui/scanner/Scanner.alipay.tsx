import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { scanOnce } from '@/platform/scan'
import { Button } from '../Button'
import { uiCopy } from '../copy'
import { Banner } from '../surfaces'
import type { ScannerProps } from './Scanner'

export type { ScannerProps } from './Scanner'

/** Alipay: its own scanner, one tap for each code; pictures can be chosen inside it. */
export function Scanner({ onCode, active = true }: ScannerProps) {
  const words = useCopy(uiCopy)
  const [failed, setFailed] = useState<'camera' | 'picture' | null>(null)
  const scan = (method: 'camera' | 'picture') => {
    setFailed(null)
    void scanOnce({ pictureToo: method === 'picture' }).then(
      (text) => text && onCode(text, method),
      () => setFailed(method),
    )
  }
  return (
    <View className="l-stack">
      <Button id="scan-camera" icon="scan-line" onPress={() => scan('camera')} disabled={!active}>
        {words.scanStart}
      </Button>
      <Button id="scan-picture" kind="quiet" icon="image" onPress={() => scan('picture')} disabled={!active}>
        {words.scanPicture}
      </Button>
      {failed ? (
        <Banner tone="warn" icon={failed === 'camera' ? 'camera-off' : 'image'} live>
          {failed === 'camera' ? words.cameraUnknown : words.noCodeInPicture}
        </Banner>
      ) : null}
    </View>
  )
}
