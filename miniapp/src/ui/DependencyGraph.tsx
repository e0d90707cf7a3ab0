import { View } from '@tarojs/components'
import { layOutGraph, type GraphEdge, type GraphLayer } from '@zsb/shared/joint-application'
import { a11y } from './base/a11y'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'
import './dependency-graph.scss'

export interface GraphBox {
  code: string
  title: string
  /** Who does it, until when: a line each. */
  lines: readonly string[]
  /** `off` is not begun, `plain` neither; a person who is waited for is `warn`. */
  tone: 'plain' | 'now' | 'good' | 'warn' | 'bad' | 'off'
  icon?: IconName
  /** What the lines above it mean, for whoever does not see them. */
  waits: string
}

interface Props {
  id: string
  /** What is drawn. */
  label: string
  boxes: readonly GraphBox[]
  edges: readonly GraphEdge[]
  /** Above those that wait for none. */
  alone: string
}

/** 依赖图: what waits for what, from top to bottom, of boxes and lines alone; a list to whoever hears it. */
export function DependencyGraph({ id, label, boxes, edges, alone: aloneWords }: Props) {
  const { layers, alone } = layOutGraph(
    boxes.map(({ code }) => code),
    edges,
  )
  const boxOf = (code: string) => boxes.find((each) => each.code === code)
  const most = Math.max(1, ...layers.map(({ slots }) => slots.length))
  return (
    <View id={id} className="z-graph" {...a11y({ role: 'list', label })}>
      <View style={{ minWidth: `calc(var(--graph-slot) * ${most})` }}>
        {layers.map(({ slots, links }, depth) => (
          <View key={depth}>
            <View className="z-graph-row">
              {slots.map((slot) =>
                slot.kind === 'box' ? (
                  <Box key={slot.code} box={boxOf(slot.code)} />
                ) : (
                  <View key={`${slot.from} ${slot.to}`} className="z-graph-slot" {...a11y({ hidden: true })}>
                    <View className="z-graph-pass" />
                  </View>
                ),
              )}
            </View>
            {links.length > 0 ? <Lines from={slots.length} to={layers[depth + 1]?.slots.length ?? 1} links={links} /> : null}
          </View>
        ))}
      </View>
      {alone.length > 0 ? (
        <View className="l-stack-tight z-graph-alone">
          {layers.length > 0 ? <View className="t-note">{aloneWords}</View> : null}
          <View className="z-graph-row z-graph-loose">
            {alone.map((code) => (
              <Box key={code} box={boxOf(code)} />
            ))}
          </View>
        </View>
      ) : null}
    </View>
  )
}

function Box({ box }: { box: GraphBox | undefined }) {
  if (!box) return null
  return (
    <View className="z-graph-slot" {...a11y({ role: 'listitem' })}>
      <View className={`z-graph-box is-${box.tone}`}>
        {box.icon ? <Icon name={box.icon} size="s" /> : null}
        <View className="t-strong">{box.title}</View>
        {box.lines.map((line) => (
          <View key={line} className="t-note">
            {line}
          </View>
        ))}
        {box.waits ? <View className="z-quiet">{box.waits}</View> : null}
      </View>
    </View>
  )
}

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`

/** The lines from one row to the next: down, across in a lane of each box's own, down again. */
function Lines({ from, to, links }: { from: number; to: number; links: GraphLayer['links'] }) {
  const sources = [...new Set(links.map((link) => link.from))].sort((a, b) => a - b)
  return (
    <View className="z-graph-lines" {...a11y({ hidden: true })}>
      {links.map((link) => {
        const [start, end] = [(link.from + 0.5) / from, (link.to + 0.5) / to]
        const lane = (sources.indexOf(link.from) + 1) / (sources.length + 1)
        return (
          <View key={`${link.from} ${link.to}`}>
            <View className="z-graph-line" style={{ left: percent(start), top: '0', height: percent(lane) }} />
            <View className="z-graph-across" style={{ left: percent(Math.min(start, end)), width: percent(Math.abs(end - start)), top: percent(lane) }} />
            <View className="z-graph-line" style={{ left: percent(end), top: percent(lane), bottom: '0' }} />
            <View className="z-graph-tip" style={{ left: percent(end) }} />
          </View>
        )
      })}
    </View>
  )
}
