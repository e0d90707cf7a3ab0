import { View } from '@tarojs/components'
import type { PresentationOptions } from '@zsb/shared/presentation'
import { useEffect, useMemo, useRef, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { canBrighten, useBrightScreen } from '@/platform/screen'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import { scrollToTop } from '@/platform/scroll'
import { Banner, ErrorState, Icon, LicenceCard, Page, TextLink, type LicenceFamily } from '@/ui'
import { presentCopy } from '../copy'
import { initialFields, toggleField } from '../present.flow'
import { usePresentation } from '../usePresentation'
import { CodePanel } from './CodePanel'
import { FieldSheet, type Shown } from './FieldSheet'
import { useOtherLicence } from './LicenceChoice'
import { PasswordForm } from './PasswordForm'
import { ReadAloud } from './ReadAloud'
import { SceneChoice } from './SceneChoice'
import { ShownFields, ShownInShort, useShownLabels } from './ShownFields'
import { UsedPanel } from './UsedPanel'

type Scene = PresentationOptions['scenes'][number]

const codesOf = ({ required, optional }: Scene) => ({ required: required.map(({ code }) => code), optional: optional.map(({ code }) => code) })

interface ShowingProps {
  options: PresentationOptions
  scene: Scene
  onScene: (code: string) => void
  onReload: () => void
  onLicence: (licenceId: string) => void
}

/** One licence shown for one occasion: to whom, exactly what, and the code. */
export function Showing({ options, scene, onScene, onReload, onLicence }: ShowingProps) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const elder = useSettings((settings) => settings.elder)
  const child = useSession(({ subject }) => (subject?.relation === 'child' ? subject : null))
  const [chosen, setChosen] = useState(() => initialFields(codesOf(scene)))
  const [sheet, openSheet] = useState<'fields' | 'licence' | null>(null)
  /** The code is what is held out: it stands in sight again. */
  const close = () => {
    openSheet(null)
    scrollToTop()
  }
  const other = useOtherLicence({ licenceId: options.licenceId, onChoose: onLicence })
  const isOpen = !options.sensitive || options.unlock.unlockedUntil !== null
  const [unlocked, setUnlocked] = useState(isOpen)
  // What was kept from last time may have been locked then.
  if (isOpen && !unlocked) setUnlocked(true)
  const wanted = useMemo(
    () => (unlocked ? { licenceId: options.licenceId, scene: scene.code, fields: chosen } : null),
    [unlocked, options.licenceId, scene.code, chosen],
  )
  const { stage, again, retry, contested } = usePresentation(wanted)
  useBrightScreen()

  const choose = (code: string) => {
    const next = options.scenes.find((each) => each.code === code)
    if (next) setChosen(initialFields(codesOf(next)))
    onScene(code)
  }
  const open = () => {
    setUnlocked(true)
    onReload()
    if (unlocked) again()
  }
  const shown: Shown = {
    scenes: options.scenes,
    scene,
    chosen,
    onScene: choose,
    onToggle: (code) => setChosen((now) => toggleField(now, code, codesOf(scene))),
  }
  // The password was set on its own page, which unlocks as well.
  const { unlockedUntil } = options.unlock
  const now = useRef({ stage, again })
  now.current = { stage, again }
  useEffect(() => {
    if (unlockedUntil === null) return
    setUnlocked(true)
    if (now.current.stage.at === 'password') now.current.again()
  }, [unlockedUntil])
  const labels = useShownLabels(shown)
  const name = pick(options.licenceName)
  const isLocked = !unlocked || stage.at === 'password'
  const change = () => openSheet('fields')

  const over = (
    <>
      <FieldSheet {...shown} open={sheet === 'fields'} onClose={close} withScenes={elder} />
      {other.sheet(sheet === 'licence', close)}
    </>
  )
  return (
    <Page title={words.title} leave="close" over={over} onReconnect={onReload}>
      <LicenceCard
        name={name}
        line={`${options.holderName} · ${options.issuer}`}
        family={options.family as LicenceFamily}
        status={{ tone: options.meaning === 'valid' ? 'onCard' : 'bad', word: pick(options.legalWord) }}
      />
      {child ? <Banner tone="info">{words.forChild(child.name)}</Banner> : null}
      {options.meaning === 'valid' ? null : <Banner tone="warn">{words.notPresentable(pick(options.legalWord))}</Banner>}
      {stage.at === 'used' ? (
        <UsedPanel notice={stage.notice} onAgain={again} onLedger={() => goTo(ENTRANCES.ledger)} onContested={contested} />
      ) : (
        <>
          {elder ? <ShownInShort {...shown} onChange={change} /> : <SceneChoice {...shown} />}
          {isLocked ? (
            <PasswordForm mode={options.unlock.passwordSet ? 'enter' : 'set'} onOpen={open} />
          ) : stage.at === 'failed' ? (
            <ErrorState sentence={pick(stage.problem)} onRetry={retry} />
          ) : (
            <CodePanel stage={stage} licenceName={name} />
          )}
          {elder ? (
            <ReadAloud stage={stage} licence={name} scene={pick(scene)} fields={labels} />
          ) : (
            <ShownFields {...shown} total={options.fieldCount} onChange={change} />
          )}
          {stage.at === 'showing' ? (
            <View className="l-stack-tight">
              <View className="z-present-hint">
                <Icon name="sun" size="s" />
                <View className="t-note">{canBrighten ? words.bright : words.brightenYourself}</View>
              </View>
              <View id="forwarded" className="t-note">
                {words.forwarded}
              </View>
            </View>
          ) : null}
          {other.any ? (
            <TextLink id="other-licence" icon="id-card" chevron onPress={() => openSheet('licence')}>
              {words.switchLicence}
            </TextLink>
          ) : null}
        </>
      )}
    </Page>
  )
}
