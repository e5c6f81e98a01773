"""One expression that splits markup into tokens as a parser does, and the kinds of elements.

For example:

    <p class="lead">One<!-- two --><script>a < b</script>
    ->  the tag p with the attributes ` class="lead"`, a comment, the raw element script with the text `a < b`
"""

from __future__ import annotations

import regex

from ...text.patterns import pattern

BLANK = rb" \t\n\f\r"  # HTML's white space; \s has one more character, behind which a tag may hide
# class="lead"   data-id='7'   width=80   hidden
_ATTRIBUTE = (
    rb"""[^%(b)s/>][^%(b)s/>=]*+"""
    rb"""(?:[%(b)s]*+=[%(b)s]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^%(b)s>"'][^%(b)s>]*+|(?=>)))?+"""
) % {b"b": BLANK}
_PLAIN_ATTRIBUTE = rb"""(?:[%s]++[a-zA-Z][\w:-]*+="[^"]*+")""" % BLANK  # most: matches twice as fast
NEXT_ATTRIBUTE = rb"(?:[%s/]*+%s)" % (BLANK, _ATTRIBUTE)
ATTRIBUTES = _PLAIN_ATTRIBUTE + rb"*+" + NEXT_ATTRIBUTE + rb"*+"
# no more than tags written by people have
_FEW_ATTRIBUTES = _PLAIN_ATTRIBUTE + rb"{0,200}+" + NEXT_ATTRIBUTE + rb"{0,200}+"
_RAW = b"style textarea title xmp iframe noembed noframes noscript".split()
CDATA = b"<![CDATA["
# an end tag in a comment like this does not end the script: <!-- <script> </script> -->
_IN_SCRIPT = rb"(?:[^-<]++|-(?!->)|<(?!/script[" + BLANK + rb"/>]))*+"
_COMMENT_IN_SCRIPT = (
    rb"<!--(?:-*+>|(?:[^-<]++|-(?!->)|<script(?=[%(b)s/>])%(in)s</script(?=[%(b)s/>])"
    rb"|<(?!/?script[%(b)s/>]))*+(?:<script(?=[%(b)s/>])%(in)s)?+(?:-->)?+)"
) % {b"b": BLANK, b"in": _IN_SCRIPT}
_COMMENT = rb"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>)?+)"
# everything that is not text: comments, raw elements (which contain no markup), tags
TOKEN = pattern(
    _COMMENT + rb"|<(?:[!?]|/[^a-z>])[^>]*+>?"
    rb"|<(?P<raw>(?P<script>script)|" + b"|".join(_RAW) + rb")(?=[" + BLANK + rb"/>])"
    rb"(?P<raw_attributes>" + ATTRIBUTES + rb")[" + BLANK + rb"/]*+>"
    rb"(?P<raw_text>(?:[^<]++|(?(script)" + _COMMENT_IN_SCRIPT + rb"|(?!))"
    rb"|<(?!/(?P=raw)[" + BLANK + rb"/>]))*+)"
    rb"(?:</(?P=raw)(?P<end_attributes>" + ATTRIBUTES + rb")[" + BLANK + rb"/]*+(?:>|\Z))?+"
    rb"|<(?P<close>/?)(?P<name>[a-z][^" + BLANK + rb"/>]*+)"
    rb"(?P<attributes>" + ATTRIBUTES + rb")[" + BLANK + rb"/]*+(?:>|\Z)",
    regex.I,
)

# everything up to the next raw element or CDATA, which may contain "<", or tag with many attributes
UP_TO_RAW = pattern(
    rb"(?:[^<]++|" + _COMMENT + rb"|<(?:!(?!--|\[CDATA\[)|\?|/[^a-z>])[^>]*+>?|<(?![a-z/!?])|</(?=>|\Z)"
    rb"|<(?!(?:script|" + b"|".join(_RAW) + rb")[" + BLANK + rb"/>])"
    rb"/?[a-z][^" + BLANK + rb"/>]*+" + _FEW_ATTRIBUTES + rb"[" + BLANK + rb"/]*+(?:>|\Z))*+",
    regex.I,
)

ROOTS = frozenset((b"html", b"head", b"body"))
VOID = frozenset(
    b"area base basefont bgsound br col command embed frame hr image img input keygen link meta param source"
    b" track wbr".split()
)
FORMATTING = frozenset(b"b big code em font i nobr s small strike strong tt u".split())
BLOCKS = frozenset(
    b"address article aside blockquote button center dd details dialog dir div dl dt fieldset figcaption"
    b" figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav ol optgroup option"
    b" p plaintext pre search section select summary ul".split()
)
# an end tag inside one of these closes nothing outside it
WALLS = frozenset(b"applet caption marquee object table tbody td template tfoot th thead tr".split())
