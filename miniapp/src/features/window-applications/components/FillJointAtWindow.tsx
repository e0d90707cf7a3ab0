import { View } from '@tarojs/components'
import type { WindowConfirmation } from '@zsb/shared/application'
import type { BundleGuide, JointView } from '@zsb/shared/joint-application'
import type { JointAtWindow } from '@zsb/shared/window-application'
import { createContext, useContext, useMemo, useRef, useState } from 'react'
import { SigningProvider, uploadsAt, UploadsProvider, WalletProvider } from '@/features/applications'
import { JointForm, type AtCounter, type JointFrame } from '@/features/joint-applications'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { uploadsPath, walletAt, windowJointFilling } from '../api'
import { atWindowCopy } from '../copy'
import { Applicant, heldJointOf, WayToConfirm, type Held } from './Applicant'
import { AskBar } from './AskBar'

interface Props {
  guide: BundleGuide
  first: JointAtWindow
  carried: JointView['carried']
  /** Another version of the bundle holds since it was opened. */
  onOutdated: (joint: JointView) => void
  /** It was put before the applicant. */
  onAsked: () => Promise<void>
}

const ON_PAPER = { on: 'paper' } as const
const HeldHere = createContext<Held | null>(null)

/** The clerk's page around questions and form: for whom it is done stands above both. */
const CounterFrame: JointFrame = ({ actions, over, onReconnect, children }) => {
  const words = useCopy(atWindowCopy)
  const held = useContext(HeldHere)
  return (
    <StaffPage title={words.title} area="cases" actions={actions} over={over} onReconnect={onReconnect}>
      <View className="l-stack z-at-window-form">
        {held ? <Applicant held={held} /> : null}
        {children}
      </View>
    </StaffPage>
  )
}

/** The one form of a bundle 一件事, asked and filled in by the clerk as the applicant would on his phone. */
export function FillJointAtWindow({ guide, first, carried, onOutdated, onAsked }: Props) {
  const words = useCopy(atWindowCopy)
  // What the desk asks for every few seconds is for whoever looks on; the form goes by what it was opened with.
  const [joint] = useState(first.joint)
  const { id } = joint
  const [way, choose] = useState<WindowConfirmation>(first.hasPhone ? 'onPhone' : 'onPaper')
  const chosenWay = useRef(way)
  chosenWay.current = way
  const api = useMemo(() => windowJointFilling({ guide }, () => chosenWay.current), [guide])
  const uploads = useMemo(() => uploadsAt(uploadsPath(id)), [id])
  const wallet = useMemo(() => walletAt(id), [id])
  const counter: AtCounter = {
    api,
    Frame: CounterFrame,
    below: first.hasPhone ? <WayToConfirm way={way} onChoose={choose} /> : null,
    bar: (filling) => <AskBar filling={filling} way={way} />,
    contest: words.contest,
  }
  return (
    <UploadsProvider value={uploads}>
      <WalletProvider value={wallet}>
        <SigningProvider value={ON_PAPER}>
          <HeldHere.Provider value={heldJointOf(first)}>
            <JointForm guide={guide} first={joint} carried={carried} onOutdated={onOutdated} onDone={() => void onAsked()} counter={counter} />
          </HeldHere.Provider>
        </SigningProvider>
      </WalletProvider>
    </UploadsProvider>
  )
}
