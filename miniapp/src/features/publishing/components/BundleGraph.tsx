import { View } from '@tarojs/components'
import { useCopy, usePick } from '@/platform/copy'
import { Card, DependencyGraph, Fact, Heading } from '@/ui'
import { graphOfFile } from '../bundle-graph'
import { publishingCopy } from '../copy'

/** 依赖图 of a version of a bundle 一件事: its parts and second persons, what waits for what, which licences are handed on. */
export function BundleGraph({ text, version }: { text: string; version: number }) {
  const words = useCopy(publishingCopy)
  const pick = usePick()
  const graph = graphOfFile(text)
  if (!graph) return <View className="t-note">{words.graphBad}</View>
  const nameOf = (code: string) => graph.nodes.filter((node) => node.code === code).map(pick)[0] ?? code
  const boxes = graph.nodes.map((node) => {
    const before = graph.edges.filter(({ to }) => to === node.code).map(({ from }) => nameOf(from))
    const own = node.item ?? words.roleAnswers(node.answerDays ?? 0)
    return {
      code: node.code,
      title: pick(node),
      lines: [own, ...(node.by.length > 0 ? [words.dependsOn(node.by.map(pick).join(words.between))] : [])],
      tone: node.kind === 'role' ? ('warn' as const) : ('plain' as const),
      waits: before.length > 0 ? words.waitsFor([...new Set(before)].join(words.between)) : words.waitsNone,
    }
  })
  return (
    <Card id="bundle-graph-card">
      <Heading level={3}>{words.graphTitle(version)}</Heading>
      <DependencyGraph id="bundle-graph" label={words.graphTitle(version)} boxes={boxes} edges={graph.edges} alone={words.graphAlone} />
      {graph.handed.length > 0 ? <View className="t-note">{words.handsOver}</View> : null}
      <View>
        {graph.handed.map((material) => (
          <Fact key={`${material.from} ${material.zh}`} name={pick(material)}>
            {words.goesTo({ from: nameOf(material.from), to: material.to.map(nameOf).join(words.between) })}
          </Fact>
        ))}
      </View>
    </Card>
  )
}
