import { View } from '@tarojs/components'
import { seenOf, type WindowConfirmation } from '@zsb/shared/application'
import type { CaseAtWindow } from '@zsb/shared/window-application'
import { useMemo, useState } from 'react'
import { chosenForOwed, MaterialSheets, Supplement, uploadsAt, UploadsProvider, useChosen, type Asking } from '@/features/applications'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { askAtWindow, uploadsPath } from '../api'
import { atWindowCopy } from '../copy'
import { Applicant, heldOf, WayToConfirm } from './Applicant'

/** 补正 brought to the window: what was asked for, chosen or scanned by the clerk. */
export function SupplyAtWindow({ atWindow, onAsked }: { atWindow: CaseAtWindow; onAsked: () => Promise<void> }) {
  const words = useCopy(atWindowCopy)
  const { application } = atWindow
  const { id, supplement } = application
  const [way, choose] = useState<WindowConfirmation>(atWindow.hasPhone ? 'onPhone' : 'onPaper')
  const uploads = useMemo(() => uploadsAt(uploadsPath(id)), [id])
  const choosing = useChosen(application, chosenForOwed(application))
  const [asking, ask] = useState<Asking | null>(null)
  return (
    <UploadsProvider value={uploads}>
      <StaffPage
        title={words.title}
        area="cases"
        over={
          <MaterialSheets
            application={application}
            asking={asking}
            onAgree={({ material, option }) => {
              choosing.choose(material.code, option.kind)
              ask(null)
            }}
            onRefuse={() => ask(null)}
          />
        }
      >
        <View className="l-stack z-at-window-form">
          <Applicant held={heldOf(atWindow)} />
          {atWindow.hasPhone ? <WayToConfirm way={way} onChoose={choose} /> : null}
          {supplement ? (
            <Supplement
              application={application}
              owed={supplement}
              choosing={choosing}
              onAsk={ask}
              onSent={() => void onAsked()}
              onStale={() => void onAsked()}
              bring={({ version, materials, key }) =>
                askAtWindow({ id, body: { version, seen: seenOf(application), answers: {}, materials, confirm: way }, key: `${key.slice(0, 50)}-${way}` })
              }
            />
          ) : null}
        </View>
      </StaffPage>
    </UploadsProvider>
  )
}
