import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { type PresentationOptions } from '@zsb/shared/presentation'
import { useMemo, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { useBrightScreen } from '@/platform/screen'
import { Banner, ChipChoice, ErrorState, Icon, LicenceCard, Page, Skeleton, type LicenceFamily } from '@/ui'
import { optionsPath, optionsSchema } from '../../api'
import { CodePanel } from '../../components/CodePanel'
import { FieldChoice } from '../../components/FieldChoice'
import { PasswordForm } from '../../components/PasswordForm'
import { UsedPanel } from '../../components/UsedPanel'
import { presentCopy } from '../../copy'
import '../../present.scss'
import { initialFields, toggleField } from '../../present.flow'
import { usePresentation } from '../../usePresentation'

export default function PresentPage() {
  const words = useCopy(presentCopy)
  const { licenceId = '' } = useRouter().params
  const options = useResource<PresentationOptions>(licenceId ? optionsPath(licenceId) : null, { schema: optionsSchema })
  return (
    <Page title={words.title} leave="close" onReconnect={() => void options.reload()}>
      {options.data ? (
        <Present options={options.data} onUnlocked={() => void options.reload()} />
      ) : options.error ? (
        <ErrorState error={options.error} onRetry={options.reload} />
      ) : (
        <Skeleton shape="code" />
      )}
    </Page>
  )
}

function Present({ options, onUnlocked }: { options: PresentationOptions; onUnlocked: () => void }) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const [scene, setScene] = useState(options.scenes[0]?.code ?? null)
  const preset = options.scenes.find((each) => each.code === scene)
  const codes = useMemo(
    () => ({ required: (preset?.required ?? []).map((field) => field.code), optional: (preset?.optional ?? []).map((field) => field.code) }),
    [preset],
  )
  const [chosen, setChosen] = useState(() => initialFields(codes))
  const [unlocked, setUnlocked] = useState(!options.sensitive || options.unlock.unlockedUntil !== null)
  const wanted = useMemo(
    () => (scene && unlocked ? { licenceId: options.licenceId, scene, fields: chosen } : null),
    [scene, unlocked, options.licenceId, chosen],
  )
  const { stage, again, retry, contested } = usePresentation(wanted)
  useBrightScreen()

  const chooseScene = (code: string) => {
    const next = options.scenes.find((each) => each.code === code)
    setScene(code)
    setChosen((next?.required ?? []).map((field) => field.code))
  }
  const open = () => {
    setUnlocked(true)
    onUnlocked()
    if (unlocked) again()
  }
  const locked = !unlocked || stage.at === 'password'

  return (
    <View className="l-stack">
      <LicenceCard
        name={pick(options.licenceName)}
        line={`${options.holderName} · ${options.issuer}`}
        family={options.family as LicenceFamily}
        status={{ tone: options.meaning === 'valid' ? 'onCard' : 'bad', word: pick(options.legalWord) }}
      />
      {options.meaning === 'valid' ? null : <Banner tone="warn">{words.notPresentable(pick(options.legalWord))}</Banner>}
      {stage.at === 'used' ? (
        <UsedPanel notice={stage.notice} onAgain={again} onLedger={() => goTo(ENTRANCES.ledger)} onContested={contested} />
      ) : (
        <>
          <ChipChoice
            id="scene"
            label={words.scenes}
            options={options.scenes.map((each) => ({ value: each.code, label: pick(each) }))}
            value={scene}
            onChange={chooseScene}
          />
          {locked ? (
            <PasswordForm mode={options.unlock.passwordSet ? 'enter' : 'set'} onOpen={open} />
          ) : stage.at === 'failed' ? (
            <ErrorState sentence={pick(stage.problem)} onRetry={retry} />
          ) : (
            <CodePanel stage={stage} licenceName={pick(options.licenceName)} />
          )}
          {preset ? (
            <FieldChoice
              required={preset.required}
              optional={preset.optional}
              chosen={chosen}
              total={options.fieldCount}
              onToggle={(code) => setChosen((now) => toggleField(now, code, codes))}
            />
          ) : null}
          <View className="z-present-hint">
            <Icon name="sun" size="s" />
            <View className="t-note">{words.bright}</View>
          </View>
        </>
      )}
    </View>
  )
}
