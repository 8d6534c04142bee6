"""Makes the man page from the help that the program dumps as JSON; standard input to standard output."""
import json
import sys

# A line that prints nothing but keeps its place.
NOTHING = "\\&"


def safe(text):
    text = (text or "").replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def spelling(argument):
    names = ["\\fB" + ("\\-\\-" if name["kind"] == "long" else "\\-") + safe(name["name"]) + "\\fR" for name in argument.get("names") or []]
    value = safe(argument.get("valueName"))
    if argument["kind"] == "positional":
        return f"\\fI{value}\\fR"
    return ", ".join(names) + (f" \\fI{value}\\fR" if argument["kind"] == "option" else "")


def command(node, path, out):
    name = path + [node["commandName"]]
    if len(path) == 0:
        out.append(f".SH 名称\n{safe(node['commandName'])} \\- {safe(node.get('abstract'))}")
        out.append(".SH 命令")
    else:
        out.append(f".SS {safe(' '.join(name[1:]))}\n{safe(node.get('abstract'))}")
        if node.get("discussion"):
            out.append(f".PP\n{safe(node['discussion'])}")
    for argument in node.get("arguments") or []:
        if argument.get("shouldDisplay", True):
            out.append(f".TP\n{spelling(argument)}\n{safe(argument.get('abstract')) or NOTHING}")
    for child in node.get("subcommands") or []:
        if child.get("shouldDisplay", True) and child["commandName"] != "help":
            command(child, name, out)


def main():
    tool = json.load(sys.stdin)["command"]
    out = [".TH NIANBAO 1"]
    command(tool, [], out)
    print("\n".join(out))


main()
