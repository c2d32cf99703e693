export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** The hidden command that the scripts ask; what it prints is a word, a tab and what it means, line by line. */
export const ASK = "__complete";

/** What a shell reads once to complete `leasehold`. Every word comes from the program: the script stays right. */
export const completionScript = (shell: Shell): string => SCRIPTS[shell];

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# leasehold in bash. In ~/.bashrc:  source <(leasehold completion bash)
_leasehold() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(leasehold ${ASK} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null </dev/null)
}
complete -o bashdefault -o default -F _leasehold leasehold
`,
  zsh: `#compdef leasehold
# leasehold in zsh. In ~/.zshrc, after compinit:  source <(leasehold completion zsh)
_leasehold() {
  local line word
  local -a offered
  while IFS= read -r line; do
    word=\${line%%$'\\t'*}
    if [[ $line == *$'\\t'* ]]; then
      offered+=("\${word//:/\\\\:}:\${line#*$'\\t'}")
    else
      offered+=("\${word//:/\\\\:}")
    fi
  done < <(leasehold ${ASK} -- "\${(@)words[2,CURRENT]}" 2>/dev/null </dev/null)
  if (( \${#offered} )); then
    _describe leasehold offered
  else
    _files
  fi
}
if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then
  _leasehold "$@"
else
  compdef _leasehold leasehold
fi
`,
  fish: `# leasehold in fish. Once:  leasehold completion fish > ~/.config/fish/completions/leasehold.fish
function __leasehold_complete
    set -l typed (commandline -opc)
    leasehold ${ASK} -- $typed[2..-1] (commandline -ct) 2>/dev/null </dev/null
end
complete -c leasehold -f -a '(__leasehold_complete)'
`,
};
