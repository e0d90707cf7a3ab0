import { View } from '@tarojs/components'
import type { WindowConfirmation } from '@zsb/shared/application'
import type { CaseAtWindow } from '@zsb/shared/window-application'
import { useMemo, useRef, useState } from 'react'
import {
  CheckStage,
  FillBar,
  FillStage,
  SigningProvider,
  uploadsAt,
  UploadsProvider,
  useContestSheet,
  useFilling,
  useFillSheets,
  WalletProvider,
} from '@/features/applications'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { uploadsPath, walletAt, windowFilling } from '../api'
import { atWindowCopy } from '../copy'
import { Applicant, heldOf, WayToConfirm } from './Applicant'
import { AskBar } from './AskBar'

interface Props {
  first: CaseAtWindow
  /** It was put before the applicant. */
  onAsked: () => Promise<void>
}

const ON_PAPER = { on: 'paper' } as const

/** The applicant's own form, filled in by the clerk: what is known of him is there, files are scanned, a signature is given on paper. */
export function FillAtWindow({ first, onAsked }: Props) {
  const words = useCopy(atWindowCopy)
  const { id } = first.application
  const [way, choose] = useState<WindowConfirmation>(first.hasPhone ? 'onPhone' : 'onPaper')
  const chosenWay = useRef(way)
  chosenWay.current = way
  const api = useMemo(() => windowFilling(() => chosenWay.current), [])
  const uploads = useMemo(() => uploadsAt(uploadsPath(id)), [id])
  const wallet = useMemo(() => walletAt(id), [id])
  const filling = useFilling(first.application, { api, onDone: () => void onAsked() })
  const { view } = filling.saving
  const { onAsk, onPostpone, sheets } = useFillSheets(filling, () => view)
  const { onContest, sheet } = useContestSheet(filling, words.contest)
  return (
    <UploadsProvider value={uploads}>
      <WalletProvider value={wallet}>
        <SigningProvider value={ON_PAPER}>
          <StaffPage
            title={words.title}
            area="cases"
            actions={filling.checking ? <AskBar filling={filling} way={way} /> : <FillBar filling={filling} />}
            over={
              <>
                {sheets}
                {sheet}
              </>
            }
          >
            <View className="l-stack z-at-window-form">
              <Applicant held={heldOf(first)} />
              {filling.checking ? (
                <CheckStage filling={filling}>{first.hasPhone ? <WayToConfirm way={way} onChoose={choose} /> : null}</CheckStage>
              ) : (
                <FillStage filling={filling} lead={null} onAsk={onAsk} onPostpone={onPostpone} onContest={onContest} />
              )}
            </View>
          </StaffPage>
        </SigningProvider>
      </WalletProvider>
    </UploadsProvider>
  )
}
