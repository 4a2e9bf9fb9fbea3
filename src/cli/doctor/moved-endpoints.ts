import type { Profile } from '@/auth/backends/profile'

/**
 * Where an address of a package is when its login is at `obtain`: all of it may be mounted below another path, or at
 * least what stands beside the login. None where the login cannot be that of the package.
 */
export function movedWith(
  obtain: string,
  { endpoints }: Pick<Profile, 'endpoints'>,
  kind: 'refresh' | 'logout' | 'user',
): readonly string[] {
  const endpoint = endpoints[kind]
  if (!endpoint) return []
  const [path, ownPath] = [withoutSlash(obtain), withoutSlash(endpoints.obtain.url)]
  if (path.endsWith(ownPath)) return [path.slice(0, -ownPath.length) + endpoint.url]
  const [folder, ownFolder] = [folderOf(path), folderOf(ownPath)]
  const hasItsName = path.slice(folder.length) === ownPath.slice(ownFolder.length)
  return hasItsName && endpoint.url.startsWith(ownFolder)
    ? [folder + endpoint.url.slice(ownFolder.length)]
    : []
}

const withoutSlash = (path: string) => path.replace(/\/+$/, '')
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)
