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
export function Scanner({ onCode }: ScannerProps) {
  const words = useCopy(uiCopy)
  const [failed, setFailed] = useState(false)
  const scan = (pictureToo: boolean) => {
    setFailed(false)
    void scanOnce({ pictureToo }).then(
      (text) => text && onCode(text, pictureToo ? 'picture' : 'camera'),
      () => setFailed(true),
    )
  }
  return (
    <View className="l-stack">
      <Button icon="scan-line" onPress={() => scan(false)}>
        {words.scanStart}
      </Button>
      <Button kind="quiet" icon="image" onPress={() => scan(true)}>
        {words.scanPicture}
      </Button>
      {failed ? (
        <Banner tone="warn" icon="camera-off" live>
          {words.cameraUnknown}
        </Banner>
      ) : null}
    </View>
  )
}
