import { View } from '@tarojs/components'
import type { CounterPolicy } from '@zsb/shared/verification'
import { useEffect, useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useHotkeys } from '@/platform/hotkeys'
import { useResource } from '@/platform/resource'
import { useScreenLock } from '@/platform/screen-lock'
import { scrollToTop } from '@/platform/scroll'
import { useSession } from '@/platform/session'
import { Banner, ChipChoice, EmptyState, Icon, NotYet } from '@/ui'
import { Scanner } from '@/ui/scanner'
import { StaffPage, useScannedCode } from '@/features/staff'
import { policyPath, policySchema } from '../../api'
import { Recent } from '../../components/Recent'
import { Result } from '../../components/Result'
import { ShortCodeForm } from '../../components/ShortCodeForm'
import { verifyCopy } from '../../copy'
import { useCounter } from '../../useCounter'
import { useVerification } from '../../useVerification'
import { holdOf } from '../../verify.flow'
import '../../verify.scss'

export default function VerifyPage() {
  const words = useCopy(verifyCopy)
  const policy = useResource<CounterPolicy>(policyPath, { schema: policySchema })
  const [shownUse, setShownUse] = useState<string>()
  return (
    <StaffPage title={words.title} area="verify" shownUse={shownUse} onReconnect={() => void policy.reload()}>
      {policy.data ? (
        policy.data.scenes.length > 0 ? (
          <Counter policy={policy.data} onShown={setShownUse} />
        ) : (
          <EmptyState icon="building-2" title={words.policyMissing} sentence={words.policyMissingWhy} />
        )
      ) : (
        <NotYet of={policy} rows={5} />
      )}
    </StaffPage>
  )
}

function Counter({ policy, onShown }: { policy: CounterPolicy; onShown: (useId: string | undefined) => void }) {
  const words = useCopy(verifyCopy)
  const pick = usePick()
  const { scene, purpose, chooseScene, choosePurpose } = useCounter(policy)
  const { stage, missed, scanned, retry, giveUp, clear, match, reopen } = useVerification(
    scene && purpose ? { scene: scene.code, purpose: purpose.code } : null,
  )
  const who = useSession((session) => session.who)
  const locked = useScreenLock(({ locked: is }) => is)

  const handed = useScannedCode(({ code }) => code)
  useEffect(() => {
    const code = handed === null ? null : useScannedCode.getState().take()
    if (code !== null) scanned(code, 'scanner')
  }, [handed, scanned])

  const shownId = stage.at === 'verdict' && stage.verdict.verdict === 'valid' ? stage.verdict.id : undefined
  useEffect(() => onShown(shownId), [shownId, onShown])

  // On a phone whoever scrolled to the camera sees the answer all the same.
  const { at } = stage
  useEffect(() => {
    if (at === 'verdict' || at === 'failed') scrollToTop()
  }, [at])

  const hold = holdOf(stage)
  const asked = hold === 'unanswered' ? shownId : undefined
  useHotkeys({
    ...(asked && { y: () => match(asked, 'consistent'), n: () => match(asked, 'inconsistent'), u: () => match(asked, 'undecided') }),
    ...(!asked && (stage.at === 'verdict' || stage.at === 'failed') && { s: clear }),
  })
  return (
    <View className={`l-desk${stage.at === 'ready' ? '' : ' has-answer'}`}>
      <View className="l-stack l-desk-tools">
        <View className="z-desk-ready">
          <Icon name="scan-line" size="s" />
          <View className="l-grow">{words.scannerReady}</View>
          {who ? <View className="t-note">{[who.name, who.windowName].filter(Boolean).join(' · ')}</View> : null}
        </View>
        {missed ? (
          <Banner tone="warn" icon="octagon-alert" live>
            <View id="missed">{words.missed[missed]}</View>
          </Banner>
        ) : null}
        {policy.scenes.length > 1 ? (
          <ChipChoice
            id="counter-scene"
            label={words.scene}
            options={policy.scenes.map((each) => ({ value: each.code, label: pick(each) }))}
            value={scene?.code ?? null}
            onChange={chooseScene}
          />
        ) : null}
        <ChipChoice
          id="counter-purpose"
          label={words.purpose}
          options={(scene?.purposes ?? []).map((each) => ({ value: each.code, label: pick(each) }))}
          value={purpose?.code ?? null}
          onChange={choosePurpose}
        />
        <Scanner onCode={scanned} active={!locked && hold === null && stage.at !== 'failed'} />
        <ShortCodeForm onCode={(digits) => scanned(digits, 'typed')} />
        <Recent shownId={shownId} onReopen={(id) => void reopen(id)} />
      </View>
      <View className="l-desk-result" id="result">
        <Result stage={stage} onRetry={retry} onGiveUp={giveUp} onClear={clear} onMatch={match} />
      </View>
    </View>
  )
}
