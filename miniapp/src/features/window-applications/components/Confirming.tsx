import { View } from '@tarojs/components'
import type { ApplicationView } from '@zsb/shared/application'
import type { CaseAtWindow } from '@zsb/shared/window-application'
import { useState } from 'react'
import { StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { useKeyFor } from '@/platform/key-for'
import { openFile } from '@/platform/open-file'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, Heading } from '@/ui'
import { fetchSheet, handInSigned } from '../api'
import { atWindowCopy } from '../copy'
import { Applicant } from './Applicant'

interface Props {
  atWindow: CaseAtWindow
  onChange: () => void
  onHandedIn: (application: ApplicationView) => void
}

/** What was filled in lies before the applicant: on his phone, or as a sheet to be signed. */
export function Confirming({ atWindow, onChange, onHandedIn }: Props) {
  const words = useCopy(atWindowCopy)
  const pick = usePick()
  const { id, version } = atWindow.application
  const onPaper = atWindow.asked === 'onPaper'
  const [working, setWorking] = useState<'print' | 'handIn' | null>(null)
  const [problem, setProblem] = useState('')
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
        <Applicant atWindow={atWindow} />
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
                  onPress={() => void act('print', async () => openFile(await fetchSheet(id)))}
                >
                  {words.print}
                </Button>
                <Button
                  id="hand-in-signed"
                  loading={working === 'handIn'}
                  onPress={() => void act('handIn', async () => onHandedIn(await handInSigned({ id, version, key: keyFor([version]) })))}
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
