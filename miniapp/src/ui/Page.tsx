import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useSettings } from '@/platform/settings'
import { a11y } from './base/a11y'
import { usePageTitle } from './base/page-title'
import { NavBar } from './NavBar'
import { PrivacySheet } from './PrivacySheet'
import { OfflineBar } from './states'
import { StaffRail, type StaffArea } from './StaffRail'
import { TabBar } from './TabBar'
import type { TabName } from '@/platform/navigate'

export interface PageProps {
  /** Stands in the navigation row and in the browser's title. */
  title: string
  children: ReactNode
  /** Which tab this page is; draws the tab bar and no back button. */
  tab?: TabName
  /** Draws the rail of the staff on wide screens. */
  staff?: { areas: readonly StaffArea[]; current: string; initial?: string }
  /** Instead of the title in the navigation row (home). */
  heading?: ReactNode
  /** 'close' for a screen that was opened for one thing (亮证). */
  leave?: 'back' | 'close' | 'none'
  onLeave?: () => void
  /** <ActionBar> at the foot. */
  actions?: ReactNode
  /** Sheets and dialogs: outside of the main region. */
  over?: ReactNode
  onReconnect?: () => void
  /** Uses the width of a desk instead of a phone's column. */
  wide?: boolean
}

/** The root of every page: tokens, elder class, language, navigation row, offline bar, main region. */
export function Page({ title, children, tab, staff, heading, leave, onLeave, actions, over, onReconnect, wide = false }: PageProps) {
  const elder = useSettings((settings) => settings.elder)
  usePageTitle(title)
  return (
    <View className={`zsb${elder ? ' elder' : ''}${staff ? ' is-staff' : ''}${wide ? ' is-wide' : ''}`}>
      {staff ? <StaffRail {...staff} /> : null}
      <View className="z-column">
        <NavBar title={title} heading={heading} leave={leave ?? (tab ? 'none' : 'back')} onLeave={onLeave} />
        <OfflineBar onReconnect={onReconnect} />
        <View className="z-main" {...a11y({ role: 'main' })}>
          {children}
        </View>
        {actions}
        {tab ? <TabBar current={tab} /> : null}
      </View>
      {over}
      <PrivacySheet />
    </View>
  )
}
