import { APPLICATION_CODE_RENEW_SECONDS, type ApplicationCodeView } from '@zsb/shared/window-application'
import { useEffect, useState } from 'react'
import { toApiError, type ApiError } from '@/platform/request'
import { showCode } from './window-api'

interface Shown {
  code: ApplicationCodeView | null
  error: ApiError | null
  again: () => void
}

/** 办件码 while it is to be shown: a new one before the old one ends. */
export function useApplicationCode(path: string, wanted: boolean): Shown {
  const [code, learn] = useState<ApplicationCodeView | null>(null)
  const [error, fail] = useState<ApiError | null>(null)
  const [asked, ask] = useState(0)
  useEffect(() => {
    if (!wanted) {
      learn(null)
      return undefined
    }
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    showCode(path).then(
      (next) => {
        if (left) return
        learn(next)
        fail(null)
        timer = setTimeout(() => ask((times) => times + 1), APPLICATION_CODE_RENEW_SECONDS * 1_000)
      },
      (cause: unknown) => {
        if (left) return
        learn(null)
        fail(toApiError(cause))
      },
    )
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [path, wanted, asked])
  return { code, error, again: () => ask((times) => times + 1) }
}
