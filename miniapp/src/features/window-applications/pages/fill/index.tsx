import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { CaseView } from '@zsb/shared/application'
import type { CaseAtWindow } from '@zsb/shared/window-application'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { forgetFilling } from '@/features/applications'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { replaceWith } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { Button, EmptyState, ErrorState, Skeleton } from '@/ui'
import { casePath, caseSchema, handedInPath, handedInSchema } from '../../api'
import { Confirming } from '../../components/Confirming'
import { FillAtWindow } from '../../components/FillAtWindow'
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
  if (number !== null) return <HandedIn id={id} number={number} />
  if (gone)
    return (
      <StaffPage title={words.title} area="cases">
        {ended.error ? (
          <View id="sitting-over">
            <EmptyState icon="clock" title={words.over} sentence={words.overWhy}>
              <Button id="take-over-again" onPress={() => replaceWith(ENTRANCES.windowBegin)}>
                {words.again}
              </Button>
            </EmptyState>
          </View>
        ) : (
          <Skeleton rows={6} />
        )}
      </StaffPage>
    )
  const { data } = found
  if (!data)
    return (
      <StaffPage title={words.title} area="cases" onReconnect={() => void found.reload()}>
        {found.error ? <ErrorState error={found.error} onRetry={found.reload} /> : <Skeleton rows={6} />}
      </StaffPage>
    )
  const onAsked = async () => {
    change(false)
    await found.reload()
  }
  if (data.asked && !changing)
    return (
      <Confirming
        atWindow={data}
        onChange={() => change(true)}
        onHandedIn={(done) => {
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

function HandedIn({ id, number }: { id: string; number: string }) {
  const words = useCopy(atWindowCopy)
  return (
    <StaffPage title={words.title} area="cases">
      <View id="handed-in">
        <EmptyState icon="circle-check" title={words.done(number)} sentence={words.doneWhy}>
          <Button id="to-desk" onPress={() => replaceWith(ENTRANCES.caseDesk, { id })}>
            {words.toDesk}
          </Button>
          <Button id="next-person" kind="quiet" onPress={() => replaceWith(ENTRANCES.windowBegin)}>
            {words.next}
          </Button>
        </EmptyState>
      </View>
    </StaffPage>
  )
}
