import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import { Button, Card, Dialog, Fact, Section, Segmented, Toggle } from '@/ui'
import { staffCopy } from '../../copy'
import { leaveCounter } from '../../leave'
import { PinForm } from '../../PinForm'
import { StaffPage } from '../../StaffPage'

export default function StaffSettingsPage() {
  const words = useCopy(staffCopy)
  const who = useSession((session) => session.who)
  const { elder, sound, vibration, language, change } = useSettings()
  const [leaving, setLeaving] = useState(false)
  return (
    <StaffPage
      title={words.settings}
      area="settings"
      over={
        <Dialog
          open={leaving}
          title={words.signOutAsk}
          confirm={words.signOut}
          refuse={words.stay}
          onConfirm={() => void leaveCounter()}
          onRefuse={() => setLeaving(false)}
        >
          {words.signOutWhy}
        </Dialog>
      }
    >
      <View className="l-stack z-staff-home">
        {who ? (
          <Card>
            <Fact name={who.officeName ?? ''}>{`${who.name} · ${who.windowName ?? ''}`}</Fact>
          </Card>
        ) : null}
        <Card>
          <Toggle id="staff-elder" label={words.elder} why={words.elderWhy} on={elder} onChange={(on) => change({ elder: on })} />
          <Toggle id="staff-sound" label={words.sound} why={words.soundWhy} on={sound} onChange={(on) => change({ sound: on })} />
          <Toggle id="staff-vibration" label={words.vibration} on={vibration} onChange={(on) => change({ vibration: on })} />
        </Card>
        <PinForm />
        <Section title={words.language}>
          <Segmented
            id="staff-language"
            label={words.language}
            options={[
              { value: 'zh', label: words.zh },
              { value: 'en', label: words.en },
            ]}
            value={language === 'zh' ? 'zh' : 'en'}
            onChange={(chosen) => change({ language: chosen })}
          />
        </Section>
        <Button id="staff-sign-out" kind="danger" icon="log-out" onPress={() => setLeaving(true)}>
          {words.signOut}
        </Button>
      </View>
    </StaffPage>
  )
}
