import { useRouter } from '@tarojs/taro'
import type { BundleGuide, JointView } from '@zsb/shared/joint-application'
import type { JointAtWindow } from '@zsb/shared/window-application'
import { useState } from 'react'
import { forgetFilling } from '@/features/applications'
import { bundlePath, bundleSchema } from '@/features/joint-applications'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { ErrorState, Skeleton } from '@/ui'
import { handInJointSigned, jointPath, jointSchema } from '../../api'
import { heldJointOf } from '../../components/Applicant'
import { Confirming } from '../../components/Confirming'
import { FillJointAtWindow } from '../../components/FillJointAtWindow'
import { HandedIn } from '../../components/HandedIn'
import { SecondPersons } from '../../components/SecondPersons'
import { SittingOver } from '../../components/SittingOver'
import { atWindowCopy } from '../../copy'
import '../../window-applications.scss'

/** 一件事 in the clerk's hands: questions and one form, the applicant's confirmation, and who has to agree as well. */
export default function FillJointAtWindowPage() {
  const words = useCopy(atWindowCopy)
  const { id = '' } = useRouter().params
  const [changing, change] = useState(false)
  const [changed, tell] = useState<JointView['carried']>(null)
  const found = useResource<JointAtWindow>(id ? jointPath(id) : null, { schema: jointSchema, everySeconds: 3 })
  const code = found.data?.joint.bundle.code
  const guide = useResource<BundleGuide>(code ? bundlePath(code) : null, { schema: bundleSchema, open: true })
  const { data } = found
  if (found.error?.code === 'NOT_FOUND')
    return (
      <StaffPage title={words.title} area="cases">
        <SittingOver />
      </StaffPage>
    )
  const again = async () => {
    await Promise.all([found.reload(), guide.reload()])
  }
  if (!data || !guide.data) {
    const error = found.error ?? guide.error
    return (
      <StaffPage title={words.title} area="cases" onReconnect={() => void again()}>
        {error ? <ErrorState error={error} onRetry={again} /> : <Skeleton rows={6} />}
      </StaffPage>
    )
  }
  const { joint, asked } = data
  if (!joint.isDraft)
    return (
      <HandedIn title={words.partsDone(joint.parts.length)}>{joint.roles.length > 0 ? <SecondPersons joint={joint} onSigned={found.reload} /> : null}</HandedIn>
    )
  if (asked && !changing)
    return (
      <Confirming
        id={id}
        version={joint.version}
        path={jointPath(id)}
        held={heldJointOf(data)}
        asked={asked}
        onChange={() => change(true)}
        onSigned={async (signed) => {
          await handInJointSigned(signed)
          forgetFilling({ id })
          await found.reload()
        }}
      />
    )
  const onAsked = async () => {
    change(false)
    await found.reload()
  }
  return (
    <FillJointAtWindow
      key={`${changing} ${guide.data.version}`}
      guide={guide.data}
      first={data}
      carried={changed ?? joint.carried}
      onOutdated={(outdated) => {
        tell(outdated.carried)
        void again()
      }}
      onAsked={onAsked}
    />
  )
}
