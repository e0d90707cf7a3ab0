import { View } from '@tarojs/components'
import { ENTRANCES } from '@/entrances'
import { StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { Banner, Button, EmptyState, TextLink } from '@/ui'
import { parseWindowCode } from '../../claim.flow'
import { ClaimPanel } from '../../components/ClaimPanel'
import { CodeForm } from '../../components/CodeForm'
import { windowCopy } from '../../copy'
import { useClaim } from '../../useClaim'
import '../../window.scss'

/** The equal way without a face 窗口实名: the person brings a document and eight digits, the clerk compares both with the person. */
export default function WindowRealNamePage() {
  const words = useCopy(windowCopy)
  const pick = usePick()
  const { stage, problem, working, find, tick, confirm, refuse, again } = useClaim()
  const said = problem ? pick(problem) : ''
  const onScan = (text: string): boolean => {
    const code = parseWindowCode(text)
    if (code === null) return false
    if (stage.at !== 'comparing') void find(code)
    return true
  }
  return (
    <StaffPage title={words.title} area="window" onScan={onScan}>
      <View className="z-window">
        {stage.at === 'comparing' ? (
          <ClaimPanel
            stage={stage}
            problem={said}
            working={working}
            onTick={tick}
            onConfirm={() => void confirm(stage.code)}
            onRefuse={(reason) => void refuse({ code: stage.code, reason })}
          />
        ) : stage.at === 'confirmed' ? (
          <Done
            id="claim-confirmed"
            icon="user-round-check"
            title={words.confirmedTitle(stage.confirmed.nameMasked)}
            sentence={words.confirmedWhy}
            onNext={again}
          >
            {stage.confirmed.merged ? <Banner tone="info">{words.merged}</Banner> : null}
          </Done>
        ) : stage.at === 'refused' ? (
          <Done id="claim-refused" icon="user-round-x" title={words.refusedTitle} sentence={words.refusedWhy} onNext={again} />
        ) : (
          <View className="l-stack">
            {stage.at === 'cleared' ? (
              <Banner tone="info" live>
                <View className="t-strong">{words.clearedTitle}</View>
                <View>{words.clearedWhy}</View>
              </Banner>
            ) : null}
            <CodeForm problem={said} working={working} onCode={(code) => void find(code)} />
            <TextLink id="to-freeze" icon="snowflake" chevron onPress={() => goTo(ENTRANCES.windowFreeze)}>
              {words.toFreeze}
            </TextLink>
          </View>
        )}
      </View>
    </StaffPage>
  )
}

interface DoneProps {
  id: string
  icon: 'user-round-check' | 'user-round-x'
  title: string
  sentence: string
  onNext: () => void
  children?: React.ReactNode
}
function Done({ id, icon, title, sentence, onNext, children }: DoneProps) {
  const words = useCopy(windowCopy)
  return (
    <View id={id}>
      <EmptyState icon={icon} title={title} sentence={sentence}>
        {children}
        <Button id="claim-next" onPress={onNext}>
          {words.next}
        </Button>
      </EmptyState>
    </View>
  )
}
