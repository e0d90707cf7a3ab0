import { Camera, View } from '@tarojs/components'
import { useCallback, useEffect, useState } from 'react'
import { openCameraSetting } from '@/platform/camera-setting'
import { useCopy } from '@/platform/copy'
import { requirePrivacyConsent } from '@/platform/privacy'
import { scanOnce, type ScanMethod } from '@/platform/scan'
import { createSightings } from '@/platform/scan/sightings'
import { a11y } from '../base/a11y'
import { Button } from '../Button'
import { uiCopy } from '../copy'
import { Announce, Banner } from '../surfaces'

export interface ScannerProps {
  /** Every code shown, whatever it is, once for as long as it is held before the lens. */
  onCode: (text: string, method: ScanMethod) => void
  /** false: a pause; nothing is reported, the picture stays. */
  active?: boolean
  /** Opens the camera without a tap where the platform can. */
  autoStart?: boolean
}

/** 'declined': the guide was not agreed to; 'denied': the camera was refused, which only the host's settings can change. */
type State = 'asking' | 'open' | 'declined' | 'denied'
const SENTENCE = { declined: 'cameraDeclined', denied: 'cameraDeniedHost' } as const

/** WeChat: the camera inside the page reads one code after the other, so a queue needs no taps. */
export function Scanner({ onCode, active = true }: ScannerProps) {
  const words = useCopy(uiCopy)
  const [state, setState] = useState<State>('asking')
  const [noCode, setNoCode] = useState(false)
  const [torch, setTorch] = useState(false)
  const [isNew] = useState(createSightings)
  const ask = useCallback(() => {
    setState('asking')
    return requirePrivacyConsent().then((agreed) => setState(agreed ? 'open' : 'declined'))
  }, [])
  useEffect(() => void ask(), [ask])
  const see = (text: string) => {
    if (text && isNew(text, { atMs: Date.now(), listening: active })) onCode(text, 'camera')
  }
  const choose = async () => {
    setNoCode(false)
    const text = await scanOnce({ pictureToo: true }).catch(() => '')
    if (text) onCode(text, 'picture')
    else if (text === '') setNoCode(true)
  }
  const refused = state === 'declined' || state === 'denied' ? state : null
  return (
    <View className="l-stack">
      {state === 'open' ? (
        <View className="z-camera" {...a11y({ role: 'group', label: words.scanCamera })}>
          <Camera
            className="z-camera-picture"
            mode="scanCode"
            flash={torch ? 'torch' : 'off'}
            onScanCode={(event) => see(String((event.detail as { result?: string }).result ?? ''))}
            onError={() => setState('denied')}
          />
          <View className="z-camera-frame" {...a11y({ hidden: true })} />
          <View className="z-camera-words">{words.scanAim}</View>
        </View>
      ) : null}
      {refused ? (
        <Banner tone="warn" icon="camera-off">
          {words[SENTENCE[refused]]}
        </Banner>
      ) : null}
      <View className="l-pair">
        {state === 'open' ? (
          <Button kind="quiet" icon="flashlight" onPress={() => setTorch(!torch)}>
            {torch ? words.torchOff : words.torchOn}
          </Button>
        ) : null}
        {refused === 'declined' ? (
          <Button id="scan-again" kind="quiet" icon="camera" onPress={() => void ask()}>
            {words.scanStart}
          </Button>
        ) : null}
        {refused === 'denied' ? (
          <Button id="scan-settings" kind="quiet" icon="settings" onPress={() => void openCameraSetting().then((allowed) => allowed && setState('open'))}>
            {words.cameraSettings}
          </Button>
        ) : null}
        <Button id="scan-picture" kind="quiet" icon="image" onPress={() => void choose()} disabled={!active}>
          {words.scanPicture}
        </Button>
      </View>
      {noCode ? (
        <Banner tone="warn" icon="image" live>
          {words.noCodeInPicture}
        </Banner>
      ) : null}
      <Announce>{refused ? words[SENTENCE[refused]] : ''}</Announce>
    </View>
  )
}
