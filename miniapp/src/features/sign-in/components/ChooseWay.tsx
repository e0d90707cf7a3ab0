import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { Banner, ConsentSheet, Heading, List, ListRow } from '@/ui'
import type { Said } from '../real-name.flow'
import { realNameCopy } from '../real-name-copy'

interface ChooseWayProps {
  said: Said | null
  windowOnly: boolean
  working: boolean
  onFace: () => void
  onWindow: () => void
}

/** By face or at a window, in rows of one weight (人脸识别技术应用安全管理办法: a way without the face, equally good). */
export function ChooseWay({ said, windowOnly, working, onFace, onWindow }: ChooseWayProps) {
  const words = useCopy(realNameCopy)
  const pick = usePick()
  return (
    <View className="l-stack">
      {said ? (
        <Banner tone={said.outcome === 'passed' ? 'good' : 'warn'} live>
          {pick(said)}
        </Banner>
      ) : null}
      <View className="l-stack-tight">
        <Heading level={2} className="t-display">
          {words.chooseTitle}
        </Heading>
        {windowOnly ? null : <View>{words.chooseWhy}</View>}
      </View>
      <List>
        {windowOnly ? null : <ListRow id="way-face" icon="user-round-check" title={words.faceTitle} note={words.faceWhy} onPress={onFace} disabled={working} />}
        <ListRow id="way-window" icon="building-2" title={words.windowTitle} note={words.windowWhy} onPress={onWindow} disabled={working} />
      </List>
    </View>
  )
}

/** The separate consent for the face 单独同意 (个人信息保护法 art. 29), before anything is started. */
export function useFaceConsent(onAgreed: () => Promise<void>) {
  const words = useCopy(realNameCopy)
  const [open, setOpen] = useState(false)
  const [working, setWorking] = useState(false)
  const agree = async () => {
    setWorking(true)
    await onAgreed()
    setWorking(false)
    setOpen(false)
  }
  const sheet = (
    <ConsentSheet
      open={open}
      icon="user-round-check"
      title={words.consentTitle}
      proof={words.consentProof}
      facts={[words.consentUse, words.consentKept, words.consentElse]}
      required={{ title: words.consentRequired, labels: words.consentLabels }}
      agree={words.consentAgree}
      refuse={words.consentRefuse}
      onAgree={() => void agree()}
      onRefuse={() => setOpen(false)}
      working={working}
    />
  )
  return { sheet, ask: () => setOpen(true) }
}
