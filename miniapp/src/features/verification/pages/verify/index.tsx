import { View } from '@tarojs/components'
import type { CounterPolicy } from '@zsb/shared/verification'
import { useCopy, usePick } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import { useHotkeys } from '@/platform/hotkeys'
import { ChipChoice, EmptyState, ErrorState, Icon, Page, Skeleton } from '@/ui'
import { Scanner } from '@/ui/scanner'
import { LockScreen, useStaffRail } from '@/features/staff'
import { policyPath, policySchema } from '../../api'
import { Recent } from '../../components/Recent'
import { Result } from '../../components/Result'
import { ShortCodeForm } from '../../components/ShortCodeForm'
import { verifyCopy } from '../../copy'
import '../../verify.scss'
import { useCounter } from '../../useCounter'
import { useVerification } from '../../useVerification'

export default function VerifyPage() {
  const words = useCopy(verifyCopy)
  const rail = useStaffRail('verify')
  const policy = useResource<CounterPolicy>(policyPath, { schema: policySchema })
  return (
    <Page title={words.title} staff={rail} leave="none" wide over={<LockScreen />} onReconnect={() => void policy.reload()}>
      {policy.data ? (
        policy.data.scenes.length > 0 ? (
          <Counter policy={policy.data} />
        ) : (
          <EmptyState icon="building-2" title={words.policyMissing} sentence={words.policyMissingWhy} />
        )
      ) : policy.error ? (
        <ErrorState error={policy.error} onRetry={policy.reload} />
      ) : (
        <Skeleton rows={5} />
      )}
    </Page>
  )
}

function Counter({ policy }: { policy: CounterPolicy }) {
  const words = useCopy(verifyCopy)
  const pick = usePick()
  const { scene, purpose, chooseScene, choosePurpose } = useCounter(policy)
  const { stage, scanned, retry, clear, match } = useVerification(scene && purpose ? { scene: scene.code, purpose: purpose.code } : null)
  useKeyboardScanner((code) => scanned(code, 'scanner'))
  const valid = stage.at === 'verdict' && stage.verdict.verdict === 'valid' && stage.verdict.identityMatch === 'needed' ? stage.verdict : null
  useHotkeys(
    valid ? { y: () => void match(valid.id, 'consistent'), n: () => void match(valid.id, 'inconsistent'), u: () => void match(valid.id, 'undecided') } : {},
  )
  const checking = stage.at === 'checking'
  return (
    <View className="l-desk">
      <View className="l-stack l-desk-tools">
        <View className="z-desk-ready">
          <Icon name="scan-line" size="s" />
          <View>{words.scannerReady}</View>
        </View>
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
        <Scanner onCode={scanned} active={stage.at === 'ready' || stage.at === 'verdict'} />
        <ShortCodeForm onCode={(digits) => scanned(digits, 'typed')} disabled={checking} />
        <Recent />
      </View>
      <View className="l-desk-result" id="result">
        <Result stage={stage} onRetry={retry} onClear={clear} onMatch={match} />
      </View>
    </View>
  )
}
