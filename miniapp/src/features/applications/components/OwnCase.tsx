import Taro, { usePullDownRefresh } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { useLive } from '@/platform/live'
import type { Parser } from '@/platform/request'
import { useResource, type Resource } from '@/platform/resource'
import { ErrorState, Skeleton, type IconName } from '@/ui'
import { isNotThere, NotThere } from './NotThere'

/** What the server has about one of her own cases: asked for once she may see it, again when there is news, when she pulls the page, and by itself as long as `everySeconds` says. */
export function useOwnCase<T>(path: string | null, schema: Parser<T>, everySeconds?: (shown: T | undefined) => number): Resource<T> {
  const found = useResource<T>(useIsConfirmed() ? path : null, { schema, everySeconds })
  useLive('notice.added', () => void found.reload())
  usePullDownRefresh(() => void found.reload().finally(() => Taro.stopPullDownRefresh()))
  return found
}

interface Props<T> {
  /** Short name of the page. */
  id: string
  icon: IconName
  /** 登录后评价. */
  signInFirst: string
  /** What it is good for: a whole sentence. */
  why: string
  /** Whether the address names one at all. */
  isNamed: boolean
  found: Resource<T>
  /** What was not found, where it is not the case itself. */
  what?: { gone: string; goneWhy: string }
  children?: (data: T) => ReactNode
}

/** A page about one of her own cases, up to where there is something to show: the gate, not there, failed, on its way. */
export function OwnCase<T>({ id, icon, signInFirst, why, isNamed, found: { data, error, reload }, what, children }: Props<T>) {
  return (
    <IdentityGate id={id} icon={icon} signInFirst={signInFirst} why={why}>
      {data !== undefined ? (
        children?.(data)
      ) : !isNamed || isNotThere(error) ? (
        <NotThere icon={icon} what={what} />
      ) : error ? (
        <ErrorState error={error} onRetry={reload} />
      ) : (
        <Skeleton rows={5} />
      )}
    </IdentityGate>
  )
}
