# What bash completes behind `calfcoach` and `calf`. To use it:
#   eval "$(calfcoach completion bash)"    in ~/.bashrc
# Made by `python docs/completions.py` from the commands. Do not edit.

_calfcoach_known() {
    commands='' options='' valued=''
    case $1 in
    '') commands='run cramp log undo due check list exercises show learn find history rest stats measure plan screen routine config cues ctl remind export import doctor completion' options='--version --json --accessible --color --help' valued='--color' ;;
    'run') commands='' options='--for --plain --big --ascii --mute --no-mute --voice --no-voice --side --level --start-at --resume --manual --yes --speed --accessible --color --help' valued='--for --side --level --start-at --speed --color' ;;
    'cramp') commands='' options='--plain --mute --voice --no-voice --speed --accessible --color --help' valued='--speed --color' ;;
    'log') commands='' options='--at --minutes --done --side --tight --pain --note --accessible --color --help' valued='--at --minutes --done --side --tight --pain --note --color' ;;
    'undo') commands='' options='--redo --accessible --color --help' valued='--color' ;;
    'due') commands='' options='--json --notify --accessible --color --help' valued='--color' ;;
    'check') commands='' options='--moved --not-now --sitting --standing --sources --notify --accessible --color --help' valued='--notify --color' ;;
    'list') commands='' options='--max --no-equipment --seated --goal --muscle --kind --for --json --accessible --color --help' valued='--max --goal --muscle --kind --for --color' ;;
    'exercises') commands='' options='--max --no-equipment --seated --goal --muscle --kind --for --pictures --ascii --json --accessible --color --help' valued='--max --goal --muscle --kind --for --color' ;;
    'show') commands='' options='--level --side --for --exercise --sources --script --pictures --svg --ascii --json --accessible --color --help' valued='--level --side --for --color' ;;
    'learn') commands='' options='--sources --ascii --json --accessible --color --help' valued='--color' ;;
    'find') commands='' options='--sources --json --accessible --color --help' valued='--color' ;;
    'history') commands='show edit delete' options='--limit --all --from --to --day --week --month --routine --status --deleted --json --csv --accessible --color --help' valued='--limit --from --to --day --routine --status --color' ;;
    'history show') commands='' options='--json --accessible --color --help' valued='--color' ;;
    'history edit') commands='' options='--tight --pain --pain-next-morning --note --at --minutes --done --accessible --color --help' valued='--tight --pain --pain-next-morning --note --at --minutes --done --color' ;;
    'history delete') commands='' options='--yes --purge --accessible --color --help' valued='--color' ;;
    'rest') commands='end' options='--until --reason --accessible --color --help' valued='--until --reason --color' ;;
    'rest end') commands='' options='--accessible --color --help' valued='--color' ;;
    'stats') commands='' options='--sources --json --accessible --color --help' valued='--color' ;;
    'measure') commands='knee-to-wall heel-raise squat cramps show' options='--json --sources --unit --accessible --color --help' valued='--unit --color' ;;
    'measure knee-to-wall') commands='' options='--left --right --unit --accessible --color --help' valued='--left --right --unit --color' ;;
    'measure heel-raise') commands='' options='--left --right --pain --age --sex --side --mute --speed --accessible --color --help' valued='--left --right --pain --age --sex --side --speed --color' ;;
    'measure squat') commands='' options='--yes --no --accessible --color --help' valued='--color' ;;
    'measure cramps') commands='' options='--count --none --minutes --severity --side --night --accessible --color --help' valued='--count --minutes --severity --side --night --color' ;;
    'measure show') commands='' options='--json --sources --unit --accessible --color --help' valued='--unit --color' ;;
    'plan') commands='start show review why pause resume stop' options='--json --accessible --color --help' valued='--color' ;;
    'plan start') commands='' options='--age --sex --risks --yes --replace --accessible --color --help' valued='--age --sex --risks --color' ;;
    'plan show') commands='' options='--sources --json --accessible --color --help' valued='--color' ;;
    'plan review') commands='' options='--yes --sources --json --accessible --color --help' valued='--color' ;;
    'plan why') commands='' options='--yes --sources --accessible --color --help' valued='--color' ;;
    'plan pause') commands='' options='--until --accessible --color --help' valued='--until --color' ;;
    'plan resume') commands='' options='--accessible --color --help' valued='--color' ;;
    'plan stop') commands='' options='--accessible --color --help' valued='--color' ;;
    'screen') commands='show clear' options='--accessible --color --help' valued='--color' ;;
    'screen show') commands='' options='--json --accessible --color --help' valued='--color' ;;
    'screen clear') commands='' options='--accessible --color --help' valued='--color' ;;
    'routine') commands='new check edit copy path schema' options='--accessible --color --help' valued='--color' ;;
    'routine new') commands='' options='--title --step --goal --from --from-text --force --accessible --color --help' valued='--title --step --goal --from --from-text --color' ;;
    'routine check') commands='' options='--json --accessible --color --help' valued='--color' ;;
    'routine edit') commands='' options='--accessible --color --help' valued='--color' ;;
    'routine copy') commands='' options='--force --accessible --color --help' valued='--color' ;;
    'routine path') commands='' options='--accessible --color --help' valued='--color' ;;
    'routine schema') commands='' options='--output --force --accessible --color --help' valued='--output --color' ;;
    'config') commands='list get set path edit' options='--json --accessible --color --help' valued='--color' ;;
    'config list') commands='' options='--json --accessible --color --help' valued='--color' ;;
    'config get') commands='' options='--accessible --color --help' valued='--color' ;;
    'config set') commands='' options='--accessible --color --help' valued='--color' ;;
    'config path') commands='' options='--accessible --color --help' valued='--color' ;;
    'config edit') commands='' options='--accessible --color --help' valued='--color' ;;
    'cues') commands='test' options='--accessible --color --help' valued='--color' ;;
    'cues test') commands='' options='--voice --no-voice --json --accessible --color --help' valued='--color' ;;
    'ctl') commands='' options='--json --accessible --color --help' valued='--color' ;;
    'remind') commands='show off' options='--at --bedtime --posture --move --days --with --output --yes --force --accessible --color --help' valued='--at --bedtime --posture --move --days --with --output --color' ;;
    'remind show') commands='' options='--json --accessible --color --help' valued='--color' ;;
    'remind off') commands='' options='--accessible --color --help' valued='--color' ;;
    'export') commands='' options='--format --from --to --details --force --schema --accessible --color --help' valued='--format --from --to --color' ;;
    'import') commands='' options='--dry-run --skip-bad --map --routine --minutes --habit --accessible --color --help' valued='--map --routine --minutes --habit --color' ;;
    'doctor') commands='' options='--json --mend --restore --yes --accessible --color --help' valued='--color' ;;
    'completion') commands='' options='--accessible --color --help' valued='--color' ;;
    esac
}

_calfcoach_offer() {
    offered='' names='' files=''
    case $1 in
    *' --color') offered='auto always never' ;;
    'run --side' | 'log --side' | 'show --side' | 'measure heel-raise --side') offered='left right' ;;
    'run --level' | 'show --level') offered='start default advanced' ;;
    'run 1' | 'log 1' | 'routine new --from' | 'routine copy 1') names=routines files=yes ;;
    'check --notify') offered='posture move bedtime' ;;
    'list --goal' | 'exercises --goal' | 'routine new --goal') offered='loosen strengthen recover relieve maintain' ;;
    'list --kind' | 'exercises --kind') offered='stretch strength activation mobility massage press roll heat cold contrast warm-up relax check' ;;
    'show 1') names=entries ;;
    'history --routine' | 'routine edit 1' | 'routine path 1' | 'import --routine') names=routines ;;
    'history --status') offered='completed stopped interrupted running' ;;
    'history show 1' | 'history edit 1') names=sessions ;;
    'rest --reason') offered='rest flare travel ill' ;;
    'measure --unit' | 'measure knee-to-wall --unit' | 'measure show --unit') offered='cm in' ;;
    'measure heel-raise --sex' | 'plan start --sex') offered='female male' ;;
    'measure cramps --side') offered='left right both' ;;
    'measure show 1') offered='knee-to-wall heel-raise squat cramps' ;;
    'plan start 1') offered='loosen strengthen night-cramps heel-pain achilles maintain' ;;
    'routine new --from-text' | 'routine schema --output' | 'remind --output' | 'export 1' | 'import 1') files=yes ;;
    'config get 1' | 'config set 1') offered='level day_starts units sound volume voice voice_command quiet_hours working_hours tips notify flash big pictures accessible coach' ;;
    'ctl 1') offered='pause resume next back redo afterwards more less mute stop status' ;;
    'remind --posture') offered='60m twice' ;;
    'remind --move') offered='45m twice' ;;
    'remind --with') offered='systemd launchd cron ics' ;;
    'export --format') offered='json jsonl csv ics' ;;
    'completion 1') offered='bash zsh fish' ;;
    'learn '*) offered='about achilles acupuncture anatomy ask-medicines body-mechanics calf-squeeze-test chiropractic consistency cramps creams dose footwear glossary good-form heat-and-cold heel-pain hydrate keep-warm listen-to-the-body massage-therapist mild-pull move-break myth-alignment myth-back-days myth-back-pain myth-big-toe-muscle myth-circulation myth-cramp-seconds myth-heel-strike myth-heel-walk myth-inflamed-achilles myth-inflamed-heel myth-knots myth-lactic-acid myth-magnesium myth-nerve-roots myth-night-cramps-nerves myth-only-soleus-stands myth-painkillers myth-pelvis myth-posture myth-raises-stretch myth-shape myth-sitting-shortens myth-soleus-knee myth-soleus-start myth-stretching-soreness myth-three-calf-muscles myth-tightness-numbs myth-tightness-swells myth-water-and-salt night-cramps nutrition offload orthotics physiotherapy posture professionals progress-gradually recovery red-flags rest-days rolling scans sitting soreness stress tests trigger-points uncross warm-up weight why-tight' ;;
    'history delete '*) names=sessions ;;
    'routine check '*) names=routines files=yes ;;
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
