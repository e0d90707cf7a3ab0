/// <reference types="@tarojs/taro" />
/** '' on H5; elsewhere the address of the API, without a slash at the end. */
declare const __API_BASE__: string
declare const __PLATFORM__: 'h5' | 'weapp' | 'alipay'
declare module '*.scss'
declare namespace NodeJS {
  interface ProcessEnv {
    NODE_ENV: 'development' | 'production' | 'test'
    TARO_ENV: 'weapp' | 'alipay' | 'h5'
  }
}
