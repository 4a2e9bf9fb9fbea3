/** Statuses below 500 by which a server, or a gateway, asks for another try (RFC 9110 §15.5.9, §15.5.10; RFC 8470 §5.2; RFC 6585 §4). */
export const retriable: readonly number[] = [408, 409, 425, 429]
