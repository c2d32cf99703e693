// src/domain/login.ts
const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/;
const foldLogin = (login) => CAPITAL.test(login) ? login.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : login;
const CAPITAL = /[A-Z]/;
const sameLogin = (a, b) => foldLogin(a) === foldLogin(b);

export { LOGIN, foldLogin, sameLogin };