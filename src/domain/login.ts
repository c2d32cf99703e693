/** A GitHub login as somebody wrote it. Compare with {@link sameLogin}: GitHub ignores case. */
export type Login = string;

/** Letters, digits, `-`, and `_` for managed users; at most 39. */
export const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/;

/** ASCII lower case only: no look-alike of another alphabet folds into a login. */
export const foldLogin = (login: Login): string =>
  CAPITAL.test(login) ? login.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : login;

const CAPITAL = /[A-Z]/;

export const sameLogin = (a: Login, b: Login): boolean => foldLogin(a) === foldLogin(b);
