"""The fixed part of what completes commands in bash, zsh and fish: how a line is read up to the
cursor. What stands between @ is filled in by `completions`.

All three read a line alike: options with a value are known by name, the first words that are
commands are the place, every other word is counted.
"""

from __future__ import annotations

BASH = r"""
_calfcoach_known() {
    commands='' options='' valued=''
    case $1 in
@known@
    esac
}

_calfcoach_offer() {
    offered='' names='' files=''
    case $1 in
@offers@
    esac
}

_calfcoach() {
    local IFS=$' \t\n' at='' waiting='' ended='' word index place=1
    local commands options valued offered='' names='' files=''
    local current=${COMP_WORDS[COMP_CWORD]-}
    COMPREPLY=()
    _calfcoach_known ''
    for ((index = 1; index < COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if [[ -n $waiting ]]; then
            [[ $word == '=' ]] || waiting=''
        elif [[ -z $ended && $word == '--' ]]; then
            ended=yes
        elif [[ -z $ended && $word == -* ]]; then
            [[ $word == *[!a-z-]* || " $valued " != *" $word "* ]] || waiting=$word
        elif [[ $place == 1 && $word != *[!a-z-]* && " $commands " == *" $word "* ]]; then
            at="${at:+$at }$word"
            _calfcoach_known "$at"
        else
            place=$((place + 1))
        fi
    done
    [[ $current == '=' ]] && current=''
    if [[ -n $waiting ]]; then
        _calfcoach_offer "$at $waiting"
    elif [[ -z $ended && $current == -* ]]; then
        offered=$options
    else
        _calfcoach_offer "$at $place"
        [[ $place == 1 ]] && offered="$commands $offered"
    fi
    if [[ -n $names ]]; then
        offered="$offered $(calfcoach __complete "$names" </dev/null 2>/dev/null)"
    fi
    for word in $offered; do
        [[ $word == "$current"* ]] && COMPREPLY+=("$word")
    done
    if [[ -n $files && ${#COMPREPLY[@]} == 0 ]]; then
        compopt -o default 2>/dev/null
    fi
    return 0
}

complete -F _calfcoach calfcoach calf
"""

ZSH = r"""
_calfcoach_known() {
    commands=() options=() valued=()
    case $1 in
@known@
    esac
}

_calfcoach_offer() {
    offered=() names='' files=''
    case $1 in
@offers@
    esac
}

_calfcoach() {
    emulate -L zsh
    local at='' waiting='' ended='' word names='' files='' place=1 index
    local -a commands options valued offered
    local current=$words[CURRENT]
    _calfcoach_known ''
    for ((index = 2; index < CURRENT; index++)); do
        word=$words[index]
        if [[ -n $waiting ]]; then
            waiting=''
        elif [[ -z $ended && $word == '--' ]]; then
            ended=yes
        elif [[ -z $ended && $word == -* ]]; then
            (( ${valued[(Ie)$word]} )) && waiting=$word
        elif [[ $place == 1 ]] && (( ${${commands%%:*}[(Ie)$word]} )); then
            at="${at:+$at }$word"
            _calfcoach_known "$at"
        else
            (( place += 1 ))
        fi
    done
    if [[ -z $waiting && -z $ended && $current == --*=* ]]; then
        waiting=${current%%=*}
        compset -P '*='
    fi
    if [[ -n $waiting ]]; then
        _calfcoach_offer "$at $waiting"
    elif [[ -z $ended && $current == -* ]]; then
        _describe -o option options
        return
    else
        _calfcoach_offer "$at $place"
        [[ $place == 1 && $#commands -gt 0 ]] && _describe command commands
    fi
    if [[ -n $names ]]; then
        offered+=(${(f)"$(calfcoach __complete $names </dev/null 2>/dev/null)"})
    fi
    [[ $#offered -gt 0 ]] && compadd -a offered
    [[ -n $files ]] && _files
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _calfcoach "$@"
else
    compdef _calfcoach calfcoach calf
fi
"""

FISH = r"""
function __calfcoach_at --description 'Whether the command is $argv[1], and the argument $argv[2]'
    set -l paths @paths@
    set -l valued @valued@
    set -l at ''
    set -l place 1
    set -l waiting no
    set -l typed (commandline -opc)
    set -e typed[1]
    for word in $typed
        if test $waiting = yes
            set waiting no
        else if string match -q -- '-*' $word
            contains -- "$at $word" $valued; and set waiting yes
        else if test $place = 1; and contains -- (string trim -- "$at $word") $paths
            set at (string trim -- "$at $word")
        else
            set place (math $place + 1)
        end
    end
    test "$at" = "$argv[1]"; or return 1
    test (count $argv) -lt 2; or test $argv[2] = @every@; or test $argv[2] = $place
end

function __calfcoach_names
    calfcoach __complete $argv[1] </dev/null 2>/dev/null
end

complete -c calfcoach -f
complete -c calf -w calfcoach
@lines@
"""
