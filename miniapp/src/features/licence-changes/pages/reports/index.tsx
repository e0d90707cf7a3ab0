import { View } from '@tarojs/components'
import { useState } from 'react'
import { StaffPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { refreshResources, useResource } from '@/platform/resource'
import { Banner, EmptyState, NotYet } from '@/ui'
import { reportsPath, reportsSchema, typesPath, typesSchema } from '../../api'
import { ReportCard } from '../../components/ReportCard'
import { reportsCopy } from '../../copy'
import '../../licence-changes.scss'

/** 信息有误: open reports about the kinds of licences this office answers for. */
export default function ReportsPage() {
  const words = useCopy(reportsCopy)
  const list = useResource(reportsPath, { schema: reportsSchema })
  const types = useResource(typesPath, { schema: typesSchema })
  const [sent, setSent] = useState(false)
  return (
    <StaffPage title={words.title} area="licences" onReconnect={() => void list.reload()}>
      {sent ? (
        <Banner tone="good" live>
          {words.sent}
        </Banner>
      ) : null}
      {list.data ? (
        list.data.items.length > 0 ? (
          <View className="z-staff-cards">
            {list.data.items.map((report, i) => (
              <ReportCard
                key={report.id}
                id={`report-${i + 1}`}
                report={report}
                types={types.data?.items ?? []}
                onAnswered={() => {
                  setSent(true)
                  void refreshResources('/api/v1/staff/licences')
                }}
              />
            ))}
          </View>
        ) : (
          <EmptyState icon="flag" title={words.empty} sentence={words.emptyWhy} />
        )
      ) : (
        <NotYet of={list} rows={4} />
      )}
    </StaffPage>
  )
}
