"""What can be changed in a source, and one form of it that holds all the changes.

Each place where something can be changed (a Site) becomes an operator or a function of its own:
it does what stood there or, when its number is chosen, something else. Source: Untch, Offutt and
Harrold 1993, "Mutation analysis using mutant schemata".
"""
import dataclasses
import pathlib
import re

# What a token becomes, by its kind.
CHANGES = {
    "infix": {
        "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="],
        "!=": ["=="], "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "*": ["+"], "/": ["*"],
        "%": ["/"], "<<": [">>"], "&": ["|"], "|": ["&"], "+=": ["-="], "-=": ["+="],
        "...": ["..<"], "..<": ["..."],
    },
    "sign": {"!": [""], "-": [""]},
    "call": {"min": ["max"], "max": ["min"]},
    "member": {
        "first": ["last"], "last": ["first"], "min": ["max"], "max": ["min"],
        "allSatisfy": ["contains"], "dropFirst": ["dropLast"], "dropLast": ["dropFirst"],
        "prefix": ["suffix"], "suffix": ["prefix"], "isEmpty": ["isEmpty == false"],
        "mean": ["median"], "median": ["mean"],
    },
    "pattern": {"mean": ["median"], "median": ["mean"]},
    "constant": {"true": ["false"], "false": ["true"]},
}
FOUND = re.compile(
    r"(?<=\s)(?P<infix>&&|\|\||<<|[<>=!]=|[-+]=|[-+*/%<>&|])(?=\s)"
    r"|(?<=[\w)\]])(?P<range>\.\.[.<])(?=[\w(.])"
    r"|(?<=, )(?P<handed>[-+])(?=\))"
    r"|(?<=[\s(\[])(?P<sign>[-!])(?=[\w(.$])"
    r"|(?<![\w.])(?P<call>min|max)(?=\()"
    r"|(?<=case \.)(?P<pattern>mean|median)\b"
    r"|(?<=\.)(?P<member>(?:min|max|dropFirst|dropLast|prefix|suffix)(?=\()"
    r"|(?:first|last|allSatisfy|isEmpty|mean|median)\b)"
    r"|(?<![\w.])(?P<constant>true|false)\b"
    r"|(?<![\w$])(?<![^.]\.)(?P<number>\d[\d_]*)(?!\w|\.\d)")
# Before a token that is no code to be run: an operator's declaration, an attribute.
DECLARING = re.compile(r"\bfunc $|^\s*@\w")

PRECEDENCES = {
    "+": "Addition", "-": "Addition", "|": "Addition", "*": "Multiplication",
    "/": "Multiplication", "%": "Multiplication", "&": "Multiplication", "<<": "BitwiseShift",
    "&&": "LogicalConjunction", "||": "LogicalDisjunction", "+=": "Assignment",
    "-=": "Assignment", "...": "RangeFormation", "..<": "RangeFormation",
}
# What stands behind a name N: between ⟨ and ⟩ what is chosen, with @ for the old token or the new.
COMPARED = [
    "func N<T: Comparable>(l: T, r: T) -> Bool { ⟨l @ r⟩ }",
    "func N<A: Comparable, B: Comparable>(l: (A, B), r: (A, B)) -> Bool { ⟨l @ r⟩ }",
    "func N<A: Comparable, B: Comparable, C: Comparable>(l: (A, B, C), r: (A, B, C)) -> Bool"
    " { ⟨l @ r⟩ }",
    "@_disfavoredOverload func N<L: BinaryInteger, R: BinaryInteger>(l: L, r: R) -> Bool"
    " { ⟨l @ r⟩ }",
]
EQUATED = [
    "func N<T: Equatable>(l: T, r: T) -> Bool { ⟨l @ r⟩ }",
    "@_disfavoredOverload func N<T>(l: T?, r: _OptionalNilComparisonType) -> Bool { ⟨l @ r⟩ }",
]
JOINED = ["func N(l: Bool, r: @autoclosure () throws -> Bool) rethrows -> Bool { try ⟨l @ r()⟩ }"]
LIST = "<C: RangeReplaceableCollection, S: Sequence<C.Element>>"
SUMMED = [
    "func N<T: Summable>(l: T, r: T) -> T { ⟨l @ r⟩ }",
    f"@_disfavoredOverload func N{LIST}(l: C, r: S) -> C {{ ⟨l @ r⟩ }}",
]
ADDED = [
    "func N<T: Summable>(l: inout T, r: T) { l = ⟨l @ r⟩ }",
    f"@_disfavoredOverload func N{LIST}(l: inout C, r: S) {{ l = ⟨l @ r⟩ }}",
]
MULTIPLIED = ["func N<T: Multipliable>(l: T, r: T) -> T { ⟨l @ r⟩ }"]
BITS = ["func N<T: BinaryInteger>(l: T, r: T) -> T { ⟨l @ r⟩ }"]
CALLED = ["func N<T: Comparable>(_ l: T, _ r: T) -> T { ⟨@(l, r)⟩ }"]
ENDS = [
    "extension BidirectionalCollection { var N: Element? { ⟨@⟩ } }",
    "extension BidirectionalCollection {\n    func N(where test: (Element) throws -> Bool) rethrows"
    " -> Element? { try ⟨@(where: test)⟩ }\n}",
]
SLICED = [
    "extension BidirectionalCollection { func N(_ count: Int = 1) -> SubSequence { ⟨@(count)⟩ } }"]
LEAST = ["extension Sequence where Element: Comparable { func N() -> Element? { ⟨self.@()⟩ } }"]
AGGREGATED = ["extension Aggregator { static var N: Self { ⟨.@⟩ } }"]
TEMPLATES = {
    "infix": {
        "<": COMPARED, "<=": COMPARED, ">": COMPARED, ">=": COMPARED, "==": EQUATED,
        "!=": EQUATED, "&&": JOINED, "||": JOINED, "+": SUMMED, "-": SUMMED, "*": MULTIPLIED,
        "/": MULTIPLIED, "%": ["func N(l: Int, r: Int) -> Int { ⟨l @ r⟩ }"], "&": BITS, "|": BITS,
        "<<": ["func N<T: BinaryInteger>(l: T, r: Int) -> T { ⟨l @ r⟩ }"], "+=": ADDED,
        "-=": ADDED,
        "...": [
            "func N<T: Strideable>(l: T, r: T) -> ClosedRange<T> where T.Stride: SignedInteger"
            " { l...r.advanced(by: ⟨@⟩) }"],
    },
    "sign": {
        "!": ["prefix func N(value: Bool) -> Bool { ⟨@value⟩ }"],
        "-": ["prefix func N<T: Signed>(value: T) -> T { ⟨@value⟩ }"],
    },
    "call": {"min": CALLED, "max": CALLED},
    "member": {
        "first": ENDS, "last": ENDS, "min": LEAST, "max": LEAST, "dropFirst": SLICED,
        "dropLast": SLICED, "prefix": SLICED, "suffix": SLICED,
        "allSatisfy": [
            "extension Sequence {\n    func N(_ test: (Element) throws -> Bool) rethrows -> Bool"
            " { try ⟨@⟩ }\n}"],
        "isEmpty": ["extension Collection { var N: Bool { ⟨@⟩ } }"],
        "mean": AGGREGATED, "median": AGGREGATED,
    },
}
# How a token is written in its template, where that isn't as it stands in the source.
SPELT = {
    "+=": "+", "-=": "-", "...": "0", "..<": "-1", "allSatisfy": "allSatisfy(test)",
    "contains": "contains(where: test)",
}
PREAMBLE = """\
internal import BigInt
internal import Glibc

/// Which mutant is chosen, and which were met on the way.
package enum Mutants {
    static let chosen = getenv("MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
    /// A byte for each mutant, in the file that is named, if one is.
    nonisolated(unsafe) static let met: UnsafeMutablePointer<UInt8>? = {
        guard let name = getenv("MUTANTS_MET") else { return nil }
        return mmap(nil, MET_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, open(name, O_RDWR), 0)?
            .assumingMemoryBound(to: UInt8.self)
    }()

    package static func has(_ number: Int) -> Bool {
        met?[number] = 1
        return number == chosen
    }
}

package func mutant(_ number: Int, _ old: Bool, _ new: Bool) -> Bool {
    Mutants.has(number) ? new : old
}
package func mutant<T: ExpressibleByIntegerLiteral>(_ number: Int, _ old: T, _ new: T) -> T {
    Mutants.has(number) ? new : old
}
protocol Summable {
    static func + (l: Self, r: Self) -> Self
    static func - (l: Self, r: Self) -> Self
}
protocol Signed {
    static prefix func - (value: Self) -> Self
}
protocol Multipliable: Summable, Signed {
    static func * (l: Self, r: Self) -> Self
    static func / (l: Self, r: Self) -> Self
}
extension UInt64: Summable {}
extension Cents: Summable, Signed {}
extension Int: Multipliable {}
extension BigInt: Multipliable {}
extension Rational: Multipliable {}

/// Where lists or texts are joined, what is changed leaves the right one out.
fileprivate func - <C: RangeReplaceableCollection, S: Sequence<C.Element>>(l: C, r: S) -> C { l }
"""
# Room for so many mutants.
MET_BYTES = 65_536


@dataclasses.dataclass(frozen=True)
class Site:
    """A place in a source where something can be changed, and into what."""
    path: pathlib.Path
    line: int
    start: int
    kind: str
    old: str
    news: tuple
    number: int  # of its first mutant


@dataclasses.dataclass(frozen=True)
class Mutant:
    """One change, known by its file and what its line was and becomes, wherever that stands."""
    number: int
    site: Site
    new: str
    key: tuple  # file, was, becomes


def code_of(text):
    """The text with comments and strings blanked, positions kept."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|#*"""(?:.*?)"""#*|#*"(?:\\.|[^"\\\n])*"#*', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def sites_of(paths):
    """Every place in those sources, numbered from 1."""
    number = 1
    for path in paths:
        code = code_of(path.read_text())
        for match in FOUND.finditer(code):
            start, kind, old = match.start(), match.lastgroup, match.group()
            if DECLARING.search(code[code.rfind("\n", 0, start) + 1:start]):
                continue
            if kind == "number":
                news = [str(int(old) + 1)]
            else:
                kind = {"range": "infix", "handed": "infix"}.get(kind, kind)
                news = CHANGES[kind][old]
            yield Site(path, code.count("\n", 0, start) + 1, start, kind, old, tuple(news), number)
            number += len(news)


def mutants_of(sites, root):
    for site in sites:
        text = site.path.read_text()
        start, end = text.rfind("\n", 0, site.start) + 1, text.find("\n", site.start)
        for place, new in enumerate(site.news):
            becomes = text[start:site.start] + new + text[site.start + len(site.old):end]
            key = str(site.path.relative_to(root)), text[start:end].strip(), becomes.strip()
            yield Mutant(site.number + place, site, new, key)


def replaced(text, sites, form):
    """The text of one source with what `form` makes of each of those sites in its place."""
    for site in sorted(sites, key=lambda site: site.start, reverse=True):
        text = text[:site.start] + form(site) + text[site.start + len(site.old):]
    return text


def can_switch(site):
    return site.kind in ("constant", "number") or site.old in TEMPLATES.get(site.kind, {})


def switch(site):
    """What stands in the place of that site when all mutants are in one program."""
    if site.kind in ("constant", "number"):
        return f"mutant({site.number}, {site.old}, {site.news[0]})"
    if site.kind in ("infix", "sign"):
        # An operator that nobody else has.
        return chr(0x2200 + site.number // 256) + chr(0x2200 + site.number % 256)
    return f"{site.old}_{site.number}"


def switches(sites):
    """The source that declares what stands in the places of those sites."""
    parts = [PREAMBLE.replace("MET_BYTES", str(MET_BYTES))]
    for site in sites:
        if site.kind == "infix":
            group = PRECEDENCES.get(site.old, "Comparison") + "Precedence"
            parts.append(f"infix operator {switch(site)}: {group}")
        elif site.kind == "sign":
            parts.append(f"prefix operator {switch(site)}")
        for template in TEMPLATES.get(site.kind, {}).get(site.old, []):
            parts.append(re.sub(r"⟨(.*)⟩", lambda m: choice(site, m[1]), template).replace(
                "func N", f"func {switch(site)}").replace("var N", f"var {switch(site)}"))
    return "\n".join(parts) + "\n"


def choice(site, pattern):
    def one(token):
        return pattern.replace("@", SPELT.get(token, token))
    others = "".join(
        f"Mutants.has({site.number + place}) ? {one(new)} : "
        for place, new in enumerate(site.news))
    return f"({others}{one(site.old)})"
