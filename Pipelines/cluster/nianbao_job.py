#!/usr/bin/env python3
"""Folds a pipeline's progress logs on a Spark cluster and finishes them on the driver.

    spark-submit nianbao_job.py --binary nianbao --pipeline /shared/Pipelines/county-2022 --output /shared/Output/county-2022

The outputs equal those of `nianbao run`, byte for byte. What travels between machines is partials: lines of text with a
key, a stamp and integers. Nothing is computed here; this file only moves lines.
"""
import argparse
import os
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile

# Libraries that every Linux has, in the version the program was linked with or a later one.
SYSTEM_LIBRARIES = ("linux-vdso", "ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True, help="the nianbao executable; shipped to every executor")
    parser.add_argument("--driver-binary", help="the executable for merge and finish on the driver; default: --binary")
    parser.add_argument("--pipeline", required=True, help="the pipeline's folder, at this path on every machine")
    parser.add_argument("--output", required=True, help="the folder of the outputs, on the driver")
    parser.add_argument("--ship", action="append", default=[], help="a further file to put beside the executable")
    parser.add_argument("--no-libraries", action="store_true", help="executors have the shared libraries already")
    parser.add_argument("--folds", type=int, default=0, help="partitions of the fold; default: one per log")
    parser.add_argument("--merges", type=int, default=0, help="partitions of the merge; default: as many as cores")
    parser.add_argument("--keep-partial", help="also leave the merged partial here")
    return parser.parse_args()


def shared_libraries(binary):
    """The libraries that the executable needs beyond those of the system."""
    listing = subprocess.run(["ldd", binary], capture_output=True, text=True, check=True).stdout
    found = []
    for line in listing.splitlines():
        name, _, rest = line.strip().partition(" => ")
        path = rest.split(" (")[0]
        if path.startswith("/") and not name.startswith(SYSTEM_LIBRARIES):
            found.append(path)
    return found


def key(line):
    return line.split("\t", 1)[0]


def spread(text):
    """A hash of the key that is the same in every Python process."""
    value = 2166136261
    for byte in text.encode("ascii"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def command(program, *words):
    return " ".join([shlex.quote(program), *map(shlex.quote, words)])


def fold(spark, options, environment):
    """The merged partial, as an RDD of lines."""
    driver = options.driver_binary or options.binary
    logs = subprocess.run(
        [driver, "fold", options.pipeline, "--logs"], capture_output=True, check=True).stdout.decode().splitlines()
    context = spark.sparkContext
    # Names travel, not rows: each log is read whole by one task, so that every row keeps its place in the log.
    names = context.parallelize(logs, options.folds or max(1, len(logs)))
    program = os.path.join(".", os.path.basename(options.binary))
    if context.master.startswith("local") and not context.master.startswith("local-cluster"):
        program = os.path.abspath(options.binary)
    parts = names.pipe(
        command(program, "fold", options.pipeline, "--list", "--jobs", "1"), env=environment, checkCode=True)
    # Lines of one key meet in one partition, where merge combines them; sorting there keeps its memory flat.
    return (
        parts.keyBy(key)
        .repartitionAndSortWithinPartitions(options.merges or context.defaultParallelism, spread)
        .values()
        .pipe(command(program, "merge", "-"), env=environment, checkCode=True)
    )


def main():
    options = arguments()
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("nianbao").getOrCreate()
    context = spark.sparkContext
    for file in [options.binary, *options.ship]:
        context.addFile(os.path.abspath(file))
    scratch = tempfile.TemporaryDirectory(prefix="nianbao-")
    libraries = [] if options.no_libraries else shared_libraries(options.driver_binary or options.binary)
    for library in libraries:
        context.addFile(renamed(library, scratch.name))
    environment = {"LD_LIBRARY_PATH": ".", "LANG": "C.UTF-8"} if libraries else {"LANG": "C.UTF-8"}

    path = os.path.join(scratch.name, "log.part")
    with open(path, "wb") as part:
        for line in fold(spark, options, environment).toLocalIterator():
            part.write(line.encode("ascii") + b"\n")
    print(f"nianbao: folded partial of {os.path.getsize(path)} bytes", flush=True)
    spark.stop()
    driver = options.driver_binary or options.binary
    if options.keep_partial:
        with open(options.keep_partial, "wb") as kept:
            subprocess.run([driver, "merge", path], stdout=kept, check=True)
    return subprocess.run([driver, "finish", options.pipeline, path, "--output", options.output]).returncode


def renamed(library, folder):
    """A copy under the name that the executable asks for, which is mostly a link to another name."""
    target = os.path.join(folder, os.path.basename(library))
    shutil.copyfile(library, target)
    os.chmod(target, os.stat(target).st_mode | stat.S_IXUSR)
    return target


if __name__ == "__main__":
    sys.exit(main())
