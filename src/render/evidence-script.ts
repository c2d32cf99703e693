/**
 * Checks a folder that `leasehold evidence` wrote. Python 3 and its standard library; Git only for `--clone`. Nothing of
 * ours: who does not believe it reads it, or writes it anew from the README beside it.
 */
export const CHECK_SCRIPT = String.raw`#!/usr/bin/env python3
"""Checks this folder by itself; with --clone DIR also against a clone of the access repository, which Git fetched."""
import hashlib, json, os, re, subprocess, sys

here = os.path.dirname(os.path.abspath(__file__))
checked = 0

def fail(message):
    sys.exit("NOT PROVED: " + message)

def check(holds, message):
    global checked
    checked += 1
    if not holds:
        fail(message)

def read(name):
    try:
        with open(os.path.join(here, *name.split("/")), "rb") as file:
            return file.read()
    except OSError:
        fail(name + " is not there")

def git_id(kind, body, like):
    digest = hashlib.sha1() if len(like) == 40 else hashlib.sha256()
    digest.update(("%s %d" % (kind, len(body))).encode() + b"\0" + body)
    return digest.hexdigest()

def git_object(name, kind):
    body = read("git/%s.%s" % (name, kind))
    check(git_id(kind, body, name) == name, "git/%s.%s is not the object of that name" % (name, kind))
    return body

def entries(tree, width):
    at, found = 0, {}
    while at < len(tree):
        end = tree.index(b"\0", at)
        found[tree[at:end].split(b" ", 1)[1].decode()] = tree[end + 1 : end + 1 + width].hex()
        at = end + 1 + width
    return found

def blob_of(commit, path):
    tree = re.match(rb"tree ([0-9a-f]+)\n", git_object(commit, "commit")).group(1).decode()
    *folders, name = path.split("/")
    for folder in folders:
        inside = entries(git_object(tree, "tree"), len(tree) // 2)
        check(folder in inside, "%s has no folder %s" % (commit, path))
        tree = inside[folder]
    inside = entries(git_object(tree, "tree"), len(tree) // 2)
    check(name in inside, "commit %s has no file %s" % (commit, path))
    return inside[name]

# 1. Every file is the one that was handed over, and there is no other.
sums = dict(reversed(line.split("  ", 1)) for line in read("SHA256SUMS").decode().splitlines())
for name, digest in sums.items():
    check(hashlib.sha256(read(name)).hexdigest() == digest, name + " was changed")
for folder, _, names in os.walk(here):
    for name in names:
        path = os.path.relpath(os.path.join(folder, name), here).replace(os.sep, "/")
        check(path in sums or path == "SHA256SUMS" or "__pycache__" in path, path + " does not belong here")

# 2. Every file of the repository is what its commit has: hash by hash from the commit's name down to the file.
index = json.loads(read("index.json"))
key, proofs = index["key"], index["proofs"]
role, grant, last = key.split(".")
for folder, proof in proofs.items():
    for path in proof["files"]:
        blob = blob_of(proof["commit"], path)
        check(git_id("blob", read(folder + "/" + path), blob) == blob, "%s/%s is not what the commit has" % (folder, path))
if "request" in proofs:
    check(proofs["request"]["commit"].startswith(last), "the request is of another commit than the key names")
    check(proofs["request"]["files"] == ["grants/%s/%s.yaml" % (role, grant)], "the request is another file")

# 3. The events stand in the log's files, whose lines hold the hash of the line before; none of the grant's is left out.
mine, placed = [], [(one["file"], one["line"]) for one in index["events"]]
for path in proofs.get("log", {}).get("files", []):
    before = None
    for number, line in enumerate(read("log/" + path).split(b"\n")[:-1], 1):
        event = json.loads(line)
        check(before in (None, event["previous"]), "log/%s:%d: the line before was another one" % (path, number))
        before = hashlib.sha256(line).hexdigest()
        if event["subject"] == key or key in event["data"].get("owed_by", []):
            check((path, number) in placed, "log/%s:%d tells of the grant and is left out" % (path, number))
            mine.append((line, event))
check([line for line, _ in mine] == read("events.jsonl").split(b"\n")[:-1], "events.jsonl is not what the log says")

# 4. The story is one.
issued = [event["data"] for _, event in mine if event["type"] == "leasehold.grant.issued"]
ended = [event["data"] for _, event in mine if event["type"] == "leasehold.grant.ended"]
check(len(issued) <= 1 and len(ended) <= 1, "it was issued or ended more than once")
for data in issued:
    check(data["role"] == role, "it was issued for another role")
    if "policies" in proofs:
        check(data["policy_commit"] == proofs["policies"]["commit"], "the policies are not those that judged it")
    if "request" in proofs:
        check(data["commit"] == proofs["request"]["commit"], "another request was issued than the one here")
    check(not data.get("author") or data["author"] not in data["approvers"], "its author approved it")
    check(data["user"].lower() not in [one.lower() for one in data["approvers"]], "its own user approved it")
for data in ended:
    check(data["ended_at"] <= data["end"], "it ended after its end")

# 5. With a clone: the commits are on main and on the log's branch, and the log is whole up to there.
if len(sys.argv) == 3 and sys.argv[1] == "--clone":
    def git(*words):
        return subprocess.run(("git", "-C", sys.argv[2]) + words, capture_output=True)
    head = git("rev-parse", "--verify", "-q", "refs/remotes/origin/HEAD").stdout.decode().strip()
    main = head or git("rev-parse", "--verify", "-q", "refs/remotes/origin/main").stdout.decode().strip()
    log = git("rev-parse", "--verify", "-q", "refs/remotes/origin/leasehold-audit").stdout.decode().strip()
    for folder, tip in (("request", main), ("policies", main), ("log", log)):
        if folder in proofs:
            on = git("merge-base", "--is-ancestor", proofs[folder]["commit"], tip).returncode == 0
            check(on, "commit %s (%s) is not on the branch in the clone" % (proofs[folder]["commit"], folder))
    if "log" in proofs:
        commit, previous = proofs["log"]["commit"], "0" * 64
        for path in sorted(git("ls-tree", "-r", "--name-only", commit, "events/").stdout.decode().split()):
            if path > proofs["log"]["files"][-1]:
                break
            for number, line in enumerate(git("show", commit + ":" + path).stdout.split(b"\n")[:-1], 1):
                check(json.loads(line)["previous"] == previous, "%s:%d: the chain is broken" % (path, number))
                previous = hashlib.sha256(line).hexdigest()

for _, event in mine:
    print(event["time"], event["type"].replace("leasehold.", ""), event["subject"])
print("PROVED: %d checks hold for %s" % (checked, key))
`;
