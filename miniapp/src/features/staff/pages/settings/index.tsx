import { View } from '@tarojs/components'
import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { startAt } from '@/platform/navigate'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import { Button, Card, Fact, Page, Section, Segmented, Toggle } from '@/ui'
import { endStaffSession } from '../../api'
import { staffCopy } from '../../copy'
import { LockScreen } from '../../LockScreen'
import { useStaffRail } from '../../useStaffRail'

export default function StaffSettingsPage() {
  const words = useCopy(staffCopy)
  const rail = useStaffRail('settings')
  const { who, signOut } = useSession()
  const { sound, vibration, language, change } = useSettings()
  const leave = async () => {
    await endStaffSession().catch(() => undefined)
    signOut()
    startAt(ENTRANCES.staffSignIn)
  }
  return (
    <Page title={words.settings} staff={rail} leave="none" wide over={<LockScreen />}>
      <View className="l-stack">
        {who ? (
          <Card>
            <Fact name={who.officeName ?? ''}>{`${who.name} · ${who.windowName ?? ''}`}</Fact>
          </Card>
        ) : null}
        <Card>
          <Toggle id="staff-sound" label={words.sound} why={words.soundWhy} on={sound} onChange={(on) => change({ sound: on })} />
          <Toggle id="staff-vibration" label={words.vibration} on={vibration} onChange={(on) => change({ vibration: on })} />
        </Card>
        <Section title={words.language}>
          <Segmented id="staff-language" label={words.language} options={[{ value: 'zh', label: words.zh }, { value: 'en', label: words.en }]} value={language === 'zh' ? 'zh' : 'en'} onChange={(chosen) => change({ language: chosen })} />
        </Section>
        <Button id="staff-sign-out" kind="danger" icon="log-out" onPress={() => void leave()}>
          {words.signOut}
        </Button>
      </View>
    </Page>
  )
}
