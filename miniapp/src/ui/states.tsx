import { View } from '@tarojs/components'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { useNetwork } from '@/platform/network'
import { callHelpLine } from '@/platform/phone'
import type { ApiError } from '@/platform/request'
import type { Resource } from '@/platform/resource'
import { a11y } from './base/a11y'
import { Heading } from './base/Heading'
import { Pressable } from './base/Pressable'
import { Button } from './Button'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

/** Nothing there yet, and the answer is known: a sentence and one or two actions. */
export function EmptyState({ icon = 'inbox', title, sentence, children }: { icon?: IconName; title: string; sentence?: string; children?: ReactNode }) {
  return (
    <View className="z-state">
      <View className="z-state-icon">
        <Icon name={icon} size="l" />
      </View>
      <Heading level={2} className="t-title t-centre">
        {title}
      </Heading>
      {sentence ? <View className="t-centre">{sentence}</View> : null}
      {children ? <View className="z-state-actions">{children}</View> : null}
    </View>
  )
}

export interface ErrorStateProps {
  /** Its own sentence is shown unless `sentence` says more. */
  error?: ApiError
  title?: string
  sentence?: string
  onRetry?: () => Promise<unknown> | void
  /** Another way out: 电话查询. */
  children?: ReactNode
}

/** Something did not come: what happened, and 再试一次 where it failed; after three tries another way. */
export function ErrorState({ error, title, sentence, onRetry, children }: ErrorStateProps) {
  const words = useCopy(uiCopy)
  const pick = usePick()
  const [tries, setTries] = useState(0)
  const [trying, setTrying] = useState(false)
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  const retry = async () => {
    setTrying(true)
    try {
      await onRetry?.()
    } finally {
      if (mounted.current) {
        setTrying(false)
        setTries(tries + 1)
      }
    }
  }
  return (
    <View className="z-state z-state-bad" {...a11y({ role: 'alert' })}>
      <View className="z-state-icon">
        <Icon name={error?.code === 'NETWORK' ? 'wifi-off' : 'circle-alert'} size="l" />
      </View>
      <Heading level={2} className="t-title t-centre">
        {title ?? words.failed}
      </Heading>
      <View className="t-centre">{tries >= 3 ? words.failedOften : (sentence ?? (error ? pick(error) : ''))}</View>
      <View className="z-state-actions">
        {onRetry ? (
          <Button kind="quiet" icon="refresh-cw" onPress={() => void retry()} loading={trying} loadingText={words.loading}>
            {words.retry}
          </Button>
        ) : null}
        {children}
      </View>
    </View>
  )
}

const SHOW_AFTER_MS = 200
const WORDS_AFTER_MS = 2000
const WAY_OUT_AFTER_MS = 10_000
const STAGES = [SHOW_AFTER_MS, WORDS_AFTER_MS, WAY_OUT_AFTER_MS] as const

export interface SkeletonProps {
  rows?: number
  shape?: 'rows' | 'cards' | 'code'
  /** 正在向人社部门查询 */
  waitingFor?: string
  /** Asks anew; without it the way out is the service line. */
  onRetry?: () => Promise<unknown> | void
}

/** The shape of what comes, after 200 ms; with words after 2 s; with a way out after 10 s. */
export function Skeleton({ rows = 3, shape = 'rows', waitingFor, onRetry }: SkeletonProps) {
  const words = useCopy(uiCopy)
  const [stage, setStage] = useState(0)
  useEffect(() => {
    const timers = STAGES.map((ms, index) => setTimeout(() => setStage(index + 1), ms))
    return () => timers.forEach(clearTimeout)
  }, [])
  if (stage === 0) return <View className="z-skeleton-space" />
  return (
    <View className="z-skeleton" {...a11y({ role: 'status', label: waitingFor ?? words.loading })}>
      <View className={`z-skeleton-${shape}`}>
        {Array.from({ length: rows }, (_, index) => (
          <View key={index} className="z-bone-row">
            <View className="z-bone z-bone-square" />
            <View className="l-grow l-stack-tight">
              <View className="z-bone z-bone-short" />
              <View className="z-bone" />
            </View>
          </View>
        ))}
      </View>
      {stage >= 2 ? (
        <View className="z-waiting">
          <Icon name="loader" size="s" className="z-turning" />
          <View>{stage === 2 ? (waitingFor ?? words.loading) : words.stillLoading}</View>
        </View>
      ) : null}
      {stage === 3 ? (
        <View className="z-state-actions">
          {onRetry ? (
            <Button id="waiting-again" kind="quiet" icon="refresh-cw" onPress={() => void onRetry()}>
              {words.retry}
            </Button>
          ) : null}
          <Button id="waiting-help" kind="quiet" icon="phone" onPress={callHelpLine}>
            {words.callHelp}
          </Button>
        </View>
      ) : null}
    </View>
  )
}

/** In place of what has not come: why, with another try, or the shape of what comes. */
export const NotYet = ({ of: { error, reload }, rows }: { of: Pick<Resource<unknown>, 'error' | 'reload'>; rows?: number }) =>
  error ? <ErrorState error={error} onRetry={reload} /> : <Skeleton rows={rows} />

/** Under the navigation row while there is no network; drawn by Page. */
export function OfflineBar({ asOf, onReconnect }: { asOf?: Date; onReconnect?: () => void }) {
  const words = useCopy(uiCopy)
  useSpokenLanguage()
  const online = useNetwork((network) => network.online)
  const last = useNetwork((network) => network.lastAnswerAt)
  if (online) return null
  const at = asOf ?? last
  return (
    <View className="z-offline" {...a11y({ role: 'status' })}>
      <Icon name="wifi-off" size="s" />
      <View className="l-grow">{words.offline(at ? formatTime(at) : '')}</View>
      {onReconnect ? (
        <Pressable className="z-offline-again" onPress={onReconnect}>
          {words.reconnect}
        </Pressable>
      ) : null}
    </View>
  )
}
