import { View } from '@tarojs/components'
import type { ApplicationView } from '@zsb/shared/application'
import { ALLOWED_IN_FORM } from '@zsb/shared/upload'
import { SHEET, type CaseAtWindow } from '@zsb/shared/window-application'
import { useMemo, useState } from 'react'
import { placeOf, UploadBox, uploadsAt, UploadsProvider } from '@/features/applications'
import { StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { useKeyFor } from '@/platform/key-for'
import { openFile } from '@/platform/open-file'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, FieldFrame, Heading } from '@/ui'
import { fetchSheet, handInSigned, uploadsPath } from '../api'
import { atWindowCopy } from '../copy'
import { Applicant } from './Applicant'

interface Props {
  atWindow: CaseAtWindow
  onChange: () => void
  onHandedIn: (application: ApplicationView) => void
}

/** A long form is printed on several. */
const SHEET_PAGES = 4

/** What was filled in lies before the applicant: on his phone, or as a sheet to be signed. */
export function Confirming({ atWindow, onChange, onHandedIn }: Props) {
  const words = useCopy(atWindowCopy)
  const pick = usePick()
  const { id, version } = atWindow.application
  const onPaper = atWindow.asked === 'onPaper'
  const [working, setWorking] = useState<'print' | 'handIn' | null>(null)
  const [problem, setProblem] = useState('')
  const [sheet, scan] = useState<readonly string[]>([])
  const uploads = useMemo(() => uploadsAt(uploadsPath(id)), [id])
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
                <UploadsProvider value={uploads}>
                  <FieldFrame id="signed-sheet" label={words.sheet} help={words.sheetWhy} optional group>
                    <UploadBox
                      id="signed-sheet-files"
                      label={words.sheet}
                      place={placeOf(id, SHEET)}
                      code={SHEET}
                      allowed={ALLOWED_IN_FORM}
                      most={SHEET_PAGES}
                      ids={sheet}
                      onChange={scan}
                    />
                  </FieldFrame>
                </UploadsProvider>
                <Button
                  id="hand-in-signed"
                  loading={working === 'handIn'}
                  onPress={() => void act('handIn', async () => onHandedIn(await handInSigned({ id, version, sheet, key: keyFor([version, sheet]) })))}
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
