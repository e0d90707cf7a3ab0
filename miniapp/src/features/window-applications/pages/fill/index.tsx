import { useRouter } from '@tarojs/taro'
import type { CaseView } from '@zsb/shared/application'
import type { CaseAtWindow } from '@zsb/shared/window-application'
import { useState } from 'react'
import { forgetFilling } from '@/features/applications'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { NotYet, Skeleton } from '@/ui'
import { casePath, caseSchema, handedInPath, handedInSchema, handInSigned } from '../../api'
import { heldOf } from '../../components/Applicant'
import { Confirming } from '../../components/Confirming'
import { FillAtWindow } from '../../components/FillAtWindow'
import { HandedIn } from '../../components/HandedIn'
import { SittingOver } from '../../components/SittingOver'
import { SupplyAtWindow } from '../../components/SupplyAtWindow'
import { atWindowCopy } from '../../copy'
import '../../window-applications.scss'

/** A case in the clerk's hands: the applicant's form, then his confirmation, until it is handed in. */
export default function FillAtWindowPage() {
  const words = useCopy(atWindowCopy)
  const { id = '' } = useRouter().params
  const [changing, change] = useState(false)
  const [handedIn, learn] = useState<string | null>(null)
  const found = useResource<CaseAtWindow>(id && handedIn === null ? casePath(id) : null, { schema: caseSchema, everySeconds: 3 })
  const gone = found.error?.code === 'NOT_FOUND'
  const ended = useResource<CaseView>(gone && handedIn === null ? handedInPath(id) : null, { schema: handedInSchema })
  const number = handedIn ?? (gone ? (ended.data?.number ?? null) : null)
  if (number !== null) return <HandedIn title={words.done(number)} deskCase={id} />
  if (gone)
    return (
      <StaffPage title={words.title} area="cases">
        {ended.error ? <SittingOver /> : <Skeleton rows={6} />}
      </StaffPage>
    )
  const { data } = found
  if (!data)
    return (
      <StaffPage title={words.title} area="cases" onReconnect={() => void found.reload()}>
        <NotYet of={found} rows={6} />
      </StaffPage>
    )
  const onAsked = async () => {
    change(false)
    await found.reload()
  }
  if (data.asked && !changing)
    return (
      <Confirming
        id={id}
        version={data.application.version}
        path={casePath(id)}
        held={heldOf(data)}
        asked={data.asked}
        onChange={() => change(true)}
        onSigned={async (signed) => {
          const done = await handInSigned(signed)
          forgetFilling(data.application)
          learn(done.number ?? '')
        }}
      />
    )
  return data.application.status === 'draft' ? (
    <FillAtWindow key={String(changing)} first={data} onAsked={onAsked} />
  ) : (
    <SupplyAtWindow key={String(changing)} atWindow={data} onAsked={onAsked} />
  )
}
