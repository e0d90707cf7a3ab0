import { View } from '@tarojs/components'
import type { LicenceForStaff, StateChangeView } from '@zsb/shared/licence'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { replaceWith } from '@/platform/navigate'
import { refreshResources } from '@/platform/resource'
import { Button, EmptyState } from '@/ui'
import { ChangeForm } from '../../components/ChangeForm'
import { FindForm } from '../../components/FindForm'
import { changesCopy } from '../../copy'
import '../../licence-changes.scss'

/** Finding a licence, then the act: 暂扣, 吊销, 注销, 恢复 as its type's law has them. */
export default function ChangeRequestPage() {
  const words = useCopy(changesCopy)
  const [found, setFound] = useState<readonly LicenceForStaff[]>([])
  const [done, setDone] = useState<StateChangeView | null>(null)
  const again = () => {
    setFound([])
    setDone(null)
  }
  return (
    <StaffPage title={words.begin} area="licences" onReconnect={() => void refreshResources('/api/v1/staff/licences')}>
      <View className="l-stack z-narrow">
        {done ? (
          <Done change={done} onAgain={again} />
        ) : found.length > 0 ? (
          found.map((licence) => (
            <ChangeForm
              key={licence.identifier}
              licence={licence}
              onDone={(change) => {
                setDone(change)
                void refreshResources('/api/v1/staff/licences')
              }}
            />
          ))
        ) : (
          <FindForm onFound={setFound} />
        )}
      </View>
    </StaffPage>
  )
}

function Done({ change, onAgain }: { change: StateChangeView; onAgain: () => void }) {
  const words = useCopy(changesCopy)
  const pick = usePick()
  const isDone = change.state === 'done'
  return (
    <View id="change-asked">
      <EmptyState
        icon={isDone ? 'circle-check' : 'users-round'}
        title={isDone ? words.doneOne : words.doneTwo}
        sentence={isDone ? words.confirmWhy.one(pick(change.to)) : words.doneTwoWhy}
      >
        <Button id="see-changes" onPress={() => replaceWith(ENTRANCES.licenceChanges)}>
          {words.seeList}
        </Button>
        <Button id="change-another" kind="quiet" onPress={onAgain}>
          {words.another}
        </Button>
      </EmptyState>
    </View>
  )
}
