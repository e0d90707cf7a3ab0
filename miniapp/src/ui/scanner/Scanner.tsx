import { Camera, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useCopy } from '@/platform/copy'
import { requirePrivacyConsent } from '@/platform/privacy'
import { scanOnce, type ScanMethod } from '@/platform/scan'
import { a11y } from '../base/a11y'
import { Button } from '../Button'
import { uiCopy } from '../copy'
import { Announce, Banner } from '../surfaces'

export interface ScannerProps {
  /** Every code seen, whatever it is; the same text again only after a pause. */
  onCode: (text: string, method: ScanMethod) => void
  /** false: nothing is reported (a verdict is shown). */
  active?: boolean
  /** Opens the camera without a tap where the platform can. */
  autoStart?: boolean
}

const SAME_AGAIN_MS = 2500

/** WeChat: the camera inside the page reads one code after the other, so a queue needs no taps. */
export function Scanner({ onCode, active = true }: ScannerProps) {
  const words = useCopy(uiCopy)
  const [allowed, setAllowed] = useState(false)
  const [refused, setRefused] = useState(false)
  const [torch, setTorch] = useState(false)
  useEffect(() => {
    void requirePrivacyConsent().then((agreed) => {
      setAllowed(agreed)
      setRefused(!agreed)
    })
  }, [])
  const [last, setLast] = useState({ text: '', atMs: 0 })
  const see = (text: string) => {
    const atMs = Date.now()
    if (!active || !text || (text === last.text && atMs - last.atMs < SAME_AGAIN_MS)) return
    setLast({ text, atMs })
    onCode(text, 'camera')
  }
  return (
    <View className="l-stack">
      {allowed && !refused ? (
        <View className="z-camera">
          <Camera
            className="z-camera-picture"
            mode="scanCode"
            flash={torch ? 'torch' : 'off'}
            onScanCode={(event) => see(String((event.detail as { result?: string }).result ?? ''))}
            onError={() => setRefused(true)}
          />
          <View className="z-camera-frame" {...a11y({ hidden: true })} />
          <View className="z-camera-words">{words.scanAim}</View>
        </View>
      ) : null}
      {refused ? (
        <Banner tone="warn" icon="camera-off">
          {words.cameraDenied}
        </Banner>
      ) : null}
      <View className="l-pair">
        <Button kind="quiet" icon="flashlight" onPress={() => setTorch(!torch)}>
          {torch ? words.torchOff : words.torchOn}
        </Button>
        <Button
          kind="quiet"
          icon="image"
          onPress={() =>
            void scanOnce({ pictureToo: true }).then(
              (text) => text && onCode(text, 'picture'),
              () => setRefused(true),
            )
          }
        >
          {words.scanPicture}
        </Button>
      </View>
      <Announce>{refused ? words.cameraDenied : ''}</Announce>
    </View>
  )
}
