// src/domain/login.ts
/** Letters, digits, `-`, and `_` for managed users; at most 39. */
const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/;
/** ASCII lower case only: no look-alike of another alphabet folds into a login. */
const foldLogin = (login) => CAPITAL.test(login) ? login.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : login;
const CAPITAL = /[A-Z]/;
const sameLogin = (a, b) => foldLogin(a) === foldLogin(b);

export { LOGIN, foldLogin, sameLogin };