import { View } from '@tarojs/components'
import { formatPrintedNumber, type PrintedCode } from '@zsb/shared/health-code'
import { useState } from 'react'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { openFile } from '@/platform/open-file'
import { Button, EmptyState, ErrorState, Skeleton } from '@/ui'
import { WindowPrintForm, type WindowPrinted } from '../../components/WindowPrintForm'
import { printedCopy } from '../../printed-copy'
import { useHealthStatus } from '../../status'
import '../../health.scss'

/** 离线码 at the window: declared and printed for an elder without a phone, and made void where it was lost. */
export default function WindowPrintedPage() {
  const words = useCopy(printedCopy)
  const { data, error, reload } = useHealthStatus()
  const [done, show] = useState<WindowPrinted | null>(null)
  return (
    <StaffPage title={words.title} area="window" back onReconnect={() => void reload()}>
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
          <WindowPrintForm onDone={show} />
        ) : (
          <Done done={done} onNext={() => show(null)} />
        )}
      </View>
    </StaffPage>
  )
}

const IDS = { print: 'window-printed', declare: 'window-declared', revoke: 'window-revoked' }

function Done({ done, onNext }: { done: WindowPrinted; onNext: () => void }) {
  const words = useCopy(printedCopy)
  const open = ({ file }: PrintedCode) => void openFile(file)
  return (
    <View id={IDS[done.act]}>
      {done.act === 'print' ? (
        <EmptyState icon="circle-check" title={words.printed(formatPrintedNumber(done.made.code.number))} sentence={words.printedWhy}>
          <Button id="window-print-open" kind="quiet" icon="file-text" onPress={() => open(done.made)}>
            {words.openAgain}
          </Button>
          <Button id="window-print-next" onPress={onNext}>
            {words.next}
          </Button>
        </EmptyState>
      ) : (
        <EmptyState
          icon="circle-check"
          title={done.act === 'declare' ? words.declaredOf(done.nameMasked) : words.revokedOf(done.nameMasked)}
          sentence={done.act === 'declare' ? words.declaredWhy : words.revokedWhy}
        >
          <Button id="window-print-next" onPress={onNext}>
            {words.next}
          </Button>
        </EmptyState>
      )}
    </View>
  )
}
