import { useCopy } from '@/platform/copy'
import { signal } from '@/platform/feedback'
import { useSettings } from '@/platform/settings'
import { Card, List, Page, Section, Segmented, Toggle } from '@/ui'
import { accountCopy } from '../../copy'

export default function SettingsPage() {
  const words = useCopy(accountCopy)
  const { elder, language, sound, vibration, change } = useSettings()
  return (
    <Page title={words.settings}>
      <List>
        <Toggle id="setting-elder" label={words.elder} why={words.elderWhy} on={elder} onChange={(on) => change({ elder: on })} />
      </List>
      <Section title={words.language}>
        <Card>
          <Segmented
            id="setting-language"
            label={words.language}
            value={language === 'zh' ? 'zh' : 'en'}
            onChange={(next) => change({ language: next })}
            options={[
              { value: 'zh', label: words.chinese },
              { value: 'en', label: words.english },
            ]}
          />
        </Card>
      </Section>
      <Section title={words.signals}>
        <List>
          <Toggle
            id="setting-sound"
            label={words.sound}
            why={words.soundWhy}
            on={sound}
            onChange={(on) => {
              change({ sound: on })
              if (on) signal('valid')
            }}
          />
          <Toggle id="setting-vibration" label={words.vibration} why={words.vibrationWhy} on={vibration} onChange={(on) => change({ vibration: on })} />
        </List>
      </Section>
    </Page>
  )
}
