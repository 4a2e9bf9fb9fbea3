import { quoted } from './quoted'
import type { RequestCase } from './request-cases'

/** What an app has asked for, for a failure: enough to see the cause, and without secrets. */
export function describeRequest({ api, url, baseURL, baseHref, ...rest }: RequestCase): string {
  const { method, params, paramsSerializer, redirect, isUrlObject, allowAbsoluteUrls } = rest
  return [
    `${method} ${quoted(url)}`,
    isUrlObject && 'as a URL',
    `API ${quoted(api.name)}`,
    baseURL !== null && `baseURL ${quoted(baseURL)}`,
    baseHref !== null && `<base> ${quoted(baseHref)}`,
    !allowAbsoluteUrls && 'no absolute URLs',
    params && `params ${quoted(paramsSerializer?.() ?? asQuery(params))}`,
    rest.watchesUpload && 'with onUploadProgress',
    redirect && `answered ${redirect.status}`,
  ]
    .filter(Boolean)
    .join(', ')
}

function asQuery(params: object): string {
  const query = params instanceof URLSearchParams ? params : new URLSearchParams({ ...params })
  return query.toString()
}
