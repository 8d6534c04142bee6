"""Writes the tables of rooms in README.md, Sources/README.md and the documentation from Package.swift; --check only compares."""
import re
import sys

PACKAGE = open("Package.swift", encoding="utf-8").read()
ROOM = re.compile(r'// ([^\n]+)\.\n    room\(\s*"(\w+)",\s*\[(.*?)\]', re.S)
FOREIGN = {"mustache": "Mustache"}
BEGIN, END = "<!-- rooms: made by Tests/tools/rooms.py -->", "<!-- end of rooms -->"


def rooms():
    for purpose, name, listed in ROOM.findall(PACKAGE):
        names = re.findall(r'"(\w+)"', listed)
        names += [FOREIGN[word] for word in re.findall(r"\b[a-z]\w+\b", re.sub(r'"[^"]*"', "", listed))]
        yield name, purpose, names


def table(arrows):
    head = "| room | purpose |" + (" may import |" if arrows else "")
    lines = [head, "| --- " * (3 if arrows else 2) + "|"]
    for name, purpose, names in rooms():
        lines.append(f"| `{name}` | {purpose} |" + (f" {', '.join(names) or 'nothing'} |" if arrows else ""))
    return "\n".join(lines)


def main():
    stale = []
    for path, arrows in (("README.md", False), ("Sources/README.md", True)):
        old = open(path, encoding="utf-8").read()
        start, stop = old.index(BEGIN) + len(BEGIN), old.index(END)
        new = old[:start] + "\n" + table(arrows) + "\n" + old[stop:]
        if new != old:
            stale.append(path)
            if "--check" not in sys.argv:
                open(path, "w", encoding="utf-8").write(new)
    if stale and "--check" in sys.argv:
        sys.exit(f"the table of rooms is not that of Package.swift in {', '.join(stale)}: run make reference")


main()
