import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { ENTRANCES } from '@/entrances'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { replaceWith } from '@/platform/navigate'
import { Button, EmptyState } from '@/ui'
import { atWindowCopy } from '../copy'

interface Props {
  title: string
  /** The case it became, in the queue of this office; without one the queue is opened. */
  deskCase?: string
  /** What is still to be done while the applicant stands here. */
  children?: ReactNode
}

/** It was handed in: what to do with the signed sheet, and on to the next. */
export function HandedIn({ title, deskCase, children }: Props) {
  const words = useCopy(atWindowCopy)
  return (
    <StaffPage title={words.title} area="cases">
      <View className="l-stack z-at-window-form">
        <View id="handed-in">
          <EmptyState icon="circle-check" title={title} sentence={words.doneWhy}>
            <Button id="to-desk" kind={children ? 'quiet' : 'primary'} onPress={() => replaceWith(ENTRANCES.caseDesk, deskCase ? { id: deskCase } : {})}>
              {words.toDesk}
            </Button>
            <Button id="next-person" kind="quiet" onPress={() => replaceWith(ENTRANCES.windowBegin)}>
              {words.next}
            </Button>
          </EmptyState>
        </View>
        {children}
      </View>
    </StaffPage>
  )
}
