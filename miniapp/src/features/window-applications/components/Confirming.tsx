import { View } from '@tarojs/components'
import type { WindowConfirmation } from '@zsb/shared/application'
import { SHEET } from '@zsb/shared/window-application'
import { useState } from 'react'
import { StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { useKeyFor } from '@/platform/key-for'
import { openFile } from '@/platform/open-file'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, Heading } from '@/ui'
import { fetchSheet } from '../api'
import { atWindowCopy } from '../copy'
import { Applicant, type Held } from './Applicant'
import { SignedSheet } from './SignedSheet'

interface Props {
  id: string
  version: number
  /** Its address. */
  path: string
  held: Held
  asked: WindowConfirmation
  onChange: () => void
  /** The sheet is signed: it is handed in, with the scanned files of it. */
  onSigned: (signed: { id: string; version: number; sheet: readonly string[]; key: string }) => Promise<void>
}

/** What was filled in lies before the applicant: on his phone, or as a sheet to be signed. */
export function Confirming({ id, version, path, held, asked, onChange, onSigned }: Props) {
  const words = useCopy(atWindowCopy)
  const pick = usePick()
  const onPaper = asked === 'onPaper'
  const [working, setWorking] = useState<'print' | 'handIn' | null>(null)
  const [problem, setProblem] = useState('')
  const [sheet, scan] = useState<readonly string[]>([])
  const keyFor = useKeyFor()
  const act = async (what: 'print' | 'handIn', work: () => Promise<void>) => {
    setProblem('')
    setWorking(what)
    try {
      await work()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(null)
    }
  }
  return (
    <StaffPage title={words.title} area="cases">
      <View id="confirming" className="l-stack z-at-window-form">
        <Applicant held={held} />
        <Card>
          <View className="l-stack">
            <Heading level={3} className="t-title">
              {onPaper ? words.toSign : words.waiting}
            </Heading>
            <View>{onPaper ? words.toSignWhy : words.waitingWhy}</View>
            {problem ? (
              <Banner tone="bad" live>
                {problem}
              </Banner>
            ) : null}
            {onPaper ? (
              <>
                <Button
                  id="print-sheet"
                  kind="quiet"
                  icon="file-text"
                  loading={working === 'print'}
                  onPress={() => void act('print', async () => openFile(await fetchSheet(path)))}
                >
                  {words.print}
                </Button>
                <SignedSheet caseId={id} id="signed-sheet" code={SHEET} label={words.sheet} help={words.sheetWhy} optional ids={sheet} onChange={scan} />
                <Button
                  id="hand-in-signed"
                  loading={working === 'handIn'}
                  onPress={() => void act('handIn', () => onSigned({ id, version, sheet, key: keyFor([version, sheet]) }))}
                >
                  {words.signed}
                </Button>
              </>
            ) : null}
            <Button id="change-again" kind="quiet" onPress={onChange}>
              {words.change}
            </Button>
          </View>
        </Card>
      </View>
    </StaffPage>
  )
}
