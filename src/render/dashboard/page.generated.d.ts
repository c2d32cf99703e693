// Made by scripts/page.ts. Do not edit.
export declare const STYLE: string;
export declare const SCRIPT: string;
