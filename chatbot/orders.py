"""Sentences in an article that are addressed to a machine which reads it, and not to people.

They are kept from language models, and from what is cited for what a model wrote. The stored text,
and quotes mode, which obeys nobody, have them as they are.
"""

from __future__ import annotations

import re
import unicodedata

from vectorstore import Hit, Span

# An article may tell of such orders ("it was told to ignore its instructions"); what is looked for
# is the order itself, in the languages that articles come in most.
_DROP = (
    r"ignor\w*|disregard\w*|forget|override|bypass|vergiss|missachte|oublie[zr]?|olvid[ae]\w*"
    r"|dimentica\w*|esque[cç]\w*|negeer|vergeet|zapomnij|забудь\w*|игнориру\w*"
)
_EARLIER = (
    r"(?:previous|prior|earlier|above|preceding|existing|original|your|all|any|the|vorherigen?"
    r"|bisherigen?|obigen?|alle[ns]?|deine|précédente?s|toutes?|les|anterior\w*|todas?|tus|sus"
    r"|las|precedent\w*|tutte|le|vorige|eerdere|wszystkie|poprzednie|предыдущие|все|прежние)"
)
_RULES = (
    r"(?:instructions?|rules?|prompts?|directions?|guidelines?|orders|commands|constraints?"
    r"|anweisung\w*|regeln|vorgaben|consignes?|règles|instrucciones|reglas|órdenes|istruzioni"
    r"|regole|instruções|regras|instructies|regels|instrukcje|polecenia|инструкци\w*|указани\w*"
    r"|правила)"
)
_VERB = (
    r"(?:respond|reply|answer|output|print|write|say|state|tell|repeat|include|insert|append|add"
    r"|begin|start|end|finish|conclude|translate|reveal|display|show|visit|click|send|render|embed"
    r"|claim|mention|cite|quote|call|describe|recommend|schreib\w*|antworte\w*|sage?|nenne|répond\w*"
    r"|écri\w*|dis|dites|responde\w*|contesta|escrib\w*|di|diga|scriv\w*|rispond\w*|escrev\w*"
    r"|responda)"
)
_ADDRESSED = [
    rf"\b(?:{_DROP})\b(?:\W+{_EARLIER})*\W+(?:\w+\W+){{0,2}}{_RULES}",
    r"忽略.{0,8}(?:指令|指示|规则)|无视.{0,8}(?:指令|指示)|以前の指示|指示を無視|تجاهل.{0,12}التعليمات",
    r"\b(?:system|developer|assistant) (?:prompt|message|override|note|instruction)",
    r"^\W*(?:system|assistant|developer|user|human)\s*:|\b(?:system|assistant|user)\s*[|>\]]",
    rf"^\W*(?:{_DROP})\W+(?:everything|anything|all|what)\b.{{0,25}}\b(?:you|above|before|said|told)\b",
    r"<\|?\s*/?\s*(?:im_start|im_end|system|assistant|user|source|endoftext|eot)|\[/?inst\]|<<sys>>",
    r"###\s*(?:instruction|system|response|new)",
    r"\b(?:note|message|instruction\w*|attention|hinweis|anweisung)\w*\W+(?:to|for|an|für) "
    r"(?:the |any |all |every |die |alle )?(?:ai|a\.i\.|llm|language models?|chatbots?|assistants?"
    r"|bots?|summari[sz]ers?|ki)\b",
    r"\b(?:you are|you're|act as|pretend to be|du bist|tu es|eres) (?:now )?"
    r"(?:an?|the|my|ein\w*|une?|un)? ?"
    r"(?:\w+ ){0,2}(?:ai|llm|language model|assistant|chatbot|bot|dan|ki|assistent|asistente)\b",
    r"\b(?:ai|ais|ai (?:assistants?|models?|agents?)|llms?|language models?|chatbots?)\b.{0,40}"
    r"\b(?:must|should|shall|will|have to|has to|(?:is|are) (?:required|instructed|ordered) to)\W+"
    rf"(?:\w+\W+){{0,2}}{_VERB}\b",
    r"\bto (?:the |all |any )?(?:assistants?|ai|llms?|language models?|chatbots?)\s*:",
    r"\b(?:i|we) (?:order|instruct|command|ask|require) you to\b",
    r"\b(?:do not|don't|never|without|drop|omit|remove|leave out|stop)\b.{0,20}"
    r"\b(?:cit(?:e|ing|ations?)|source numbers?|markers?|the brackets)\b",
]
_PATTERN = re.compile("|".join(f"(?:{one})" for one in _ADDRESSED), re.IGNORECASE)
_WHAT = (
    r"(?:only|just|exactly|simply|instead|that|with|to the (?:user|reader)"
    r"|the (?:following|words?|phrase|sentence|text|answer|users?|readers?|link|image)"
    r"|this (?:image|link|sentence|text|url|page)|an? (?:image|link)|users?|readers?|everyone|them"
    r"|every|nothing|no|any|your|in \w+|here|http\S*|nur|dass|stattdessen|mit|genau|que|seulement"
    r"|uniquement|solo|sólo|únicamente|solamente|che|apenas|[\"“„«':!])"
)
_BIDS = re.compile(
    r"(?:[^.!?]{0,60}[,:;\])]\s+)?(?:(?:important|urgent|now|please|instead|then|finally|and"
    r"|wichtig|bitte|stattdessen|maintenant|ahora|always|never|do not|don't|you must|you will"
    r"|you should|you shall)\W+)*"
    rf"{_VERB}\b\s*{_WHAT}(?:\W|$)",
    re.IGNORECASE,
)


_MARKS = " \t\n*_#>-–—•“\"'("


def is_order(sentence: str) -> bool:
    """Whether a sentence tells its reader what to write, or speaks to a language model."""
    plain = unicodedata.normalize("NFKC", sentence)
    plain = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    return bool(_PATTERN.search(plain) or _BIDS.match(plain.lstrip(_MARKS)))


def sayings(hit: Hit) -> list[Span]:
    """The sentences of a passage that neither are orders nor come right after one: what an order
    wants written often stands there."""
    kept = []
    ordered = False
    for start, end in hit.sentences:
        before, ordered = ordered, is_order(hit.text[start - hit.start : end - hit.start])
        if not before and not ordered:
            kept.append((start, end))
    return kept
