import { View } from '@tarojs/components'
import { formatPrintedNumber } from '@zsb/shared/health-code'
import { useState } from 'react'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { Button, EmptyState, ErrorState, Skeleton } from '@/ui'
import type { Again } from '../../components/CorrectTaken'
import { Opened } from '../../components/Opened'
import { WindowPrintForm, type WindowPrinted } from '../../components/WindowPrintForm'
import { printedCopy } from '../../printed-copy'
import { useHealthStatus } from '../../status'
import '../../health.scss'

/** 离线码 at the window: declared and printed for an elder without a phone, and made void where it was lost. */
export default function WindowPrintedPage() {
  const words = useCopy(printedCopy)
  const { data, error, reload } = useHealthStatus()
  const [done, show] = useState<WindowPrinted | null>(null)
  const [again, correct] = useState<Again | null>(null)
  const finish = (next: WindowPrinted | null) => {
    correct(null)
    show(next)
  }
  const putRight = (next: Again) => {
    correct(next)
    show(null)
  }
  return (
    <StaffPage title={words.windowTitle} area="window" back onReconnect={() => void reload()}>
      <View className="z-window-printed">
        {!data ? (
          error ? (
            <ErrorState error={error} onRetry={reload} />
          ) : (
            <Skeleton rows={3} />
          )
        ) : !data.active ? (
          <EmptyState icon="shield-check" title={words.off} sentence={words.offWhy} />
        ) : done === null ? (
          <WindowPrintForm key={again?.taken.id ?? ''} again={again} onDone={finish} />
        ) : (
          <Done done={done} onNext={() => finish(null)} onWrong={putRight} />
        )}
      </View>
    </StaffPage>
  )
}

const IDS = { print: 'window-printed', declare: 'window-declared', correct: 'window-corrected', revoke: 'window-revoked' }

function Done({ done, onNext, onWrong }: { done: WindowPrinted; onNext: () => void; onWrong: (again: Again) => void }) {
  const words = useCopy(printedCopy)
  const next = (
    <Button id="window-print-next" onPress={onNext}>
      {words.next}
    </Button>
  )
  if (done.act === 'revoke')
    return (
      <View id={IDS.revoke}>
        <EmptyState icon="circle-check" title={words.revokedOf(done.nameMasked)} sentence={words.revokedWhy}>
          {next}
        </EmptyState>
      </View>
    )
  if (done.act === 'print')
    return (
      <View id={IDS.print}>
        <EmptyState icon="circle-check" title={words.printed(formatPrintedNumber(done.made.code.number))} sentence={words.printedWhy}>
          <Opened id="window-print-open" file={done.made.file} again={words.openAgain} />
          {next}
        </EmptyState>
      </View>
    )
  const { act, made, person, answers } = done
  const { id, at, nameMasked, file } = made
  return (
    <View id={IDS[act]}>
      <EmptyState icon="circle-check" title={act === 'declare' ? words.declaredOf(nameMasked) : words.correctedOf(nameMasked)} sentence={words.toSign}>
        <Opened id="window-sheet-open" file={file} again={words.openSheet} />
        <Button id="window-correct" kind="quiet" icon="history" onPress={() => onWrong({ person, taken: { id, at, answers } })}>
          {words.wrongThere}
        </Button>
        {next}
      </EmptyState>
    </View>
  )
}
