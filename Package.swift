// swift-tools-version: 6.2
// The rooms of the house and the only arrows between them: see Sources/README.md.
import PackageDescription

/// House settings: Swift 6 mode, warnings are errors, every import and every unsafe use is visible.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

/// True for `make fuzz` alone: what needs the fuzzer of the toolchain is no part of any other build.
let isFuzzing = Context.environment["NIANBAO_FUZZ"] != nil

/// The rooms that read what others wrote; the fuzzer gets through many more inputs when they are optimised, and their checks stay.
let optimisedForFuzzing: Set<String> = [
  "Diagnostics", "Disclosure", "Tables", "Configuration", "Intake", "WorkPlan", "Notices",
  "Registers",
  "ProgressLog", "Scoring", "Statutory",
]

/// The rooms in which tests spend half of their time when nothing is optimised.
///
/// Compiling them so, each as one piece, costs what running the tests saves; the tests alone take three fifths of the time. Their
/// own checks stay.
let optimisedForTests: Set<String> = [
  "Diagnostics", "Disclosure", "Tables", "Intake", "Statutory", "ProgressLog", "Privacy",
  "AnnualReport",
]

/// For rooms that a run only goes through.
///
/// The optimiser takes eight times as long over them as the rest of the compiler, and no run can be told from one with it
/// (Tests/Benchmarks/README.md).
let unoptimised: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]
let unoptimisedRooms: Set<String> = [
  "Configuration", "Notices", "Forms", "Publishing", "Settings", "Pipeline",
]

/// A library target of the house.
///
/// Of the rooms that could be compiled next the package manager takes the last by name. A room that only the end of the chain
/// waits for would so be made before those that all others wait for; `after` names one of these. It is waited for and not
/// imported: a tenth of the time of a first build.
func room(
  _ name: String, _ dependencies: [Target.Dependency], after: [Target.Dependency] = []
) -> Target {
  let optimised =
    isFuzzing
    ? (rooms: optimisedForFuzzing, flags: ["-O"])
    : (rooms: optimisedForTests, flags: ["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"])
  let faster: [SwiftSetting] =
    optimised.rooms.contains(name)
    ? [.unsafeFlags(optimised.flags, .when(configuration: .debug))] : []
  let quick = unoptimisedRooms.contains(name) ? unoptimised : []
  return .target(
    name: name, dependencies: dependencies + after, swiftSettings: house + faster + quick)
}

/// The tests of one room; `also` names what its fixtures need beyond the room itself.
func tests(_ room: String, _ also: [Target.Dependency], fixtures: Bool = false) -> Target {
  .testTarget(
    name: room + "Tests", dependencies: [.target(name: room), "TestSupport"] + also,
    resources: fixtures ? [.copy("Fixtures")] : [], swiftSettings: house)
}

/// The readers as the fuzzer of the toolchain calls them.
let fuzzing: [Target] =
  !isFuzzing
  ? []
  : [
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Publishing", "Pipeline", "Settings", "Tables", "Intake", "PlanFiles", "Notices",
        "WorkPlan",
        "Registers",
        "ProgressLog", "Scoring", "Statutory", "Configuration", "Disclosure", "Diagnostics",
        "TestSupport",
      ], path: "Tests/Fuzz", exclude: ["county", "seeds"],
      swiftSettings: house)
  ]

let package = Package(
  name: "nianbao",
  products: [
    .executable(name: "nianbao", targets: ["nianbao"]),
    .executable(name: "sample-data", targets: ["sample-data"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"])]),
    .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CByteMasks"),
    .systemLibrary(name: "CIgzip", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .target(name: "CPackaging", dependencies: ["CIgzip"]),
    // what a finding is: place, severity, code, remedy; the list of findings and every other order.
    room("Diagnostics", []),
    // the words of the field: dates, working days, units and groups, exact numbers, folding of text.
    room("Disclosure", ["Diagnostics", "CGMP"]),
    // bytes to cells with positions: CSV, XLSX, DOCX; encodings, limits, hashes.
    room("Tables", ["Diagnostics", "CZip", "CDeflate", "CExpat", "CByteMasks", "CCrypto"]),
    // YAML to values with line and key; unknown keys are refused.
    room("Configuration", ["Disclosure", "Diagnostics", "CYaml"]),
    // rows to records by declared columns, whatever the form: accepted or sent back, never dropped.
    room("Intake", ["Tables", "Disclosure", "Diagnostics"]),
    // what was to be done: tasks, responsible units, deadline clauses and the duties they make.
    room("WorkPlan", ["Disclosure", "Diagnostics"]),
    // the files of a plan to its tasks: rows, phrases that a clerk has settled.
    room("PlanFiles", ["WorkPlan", "Intake", "Tables", "Disclosure", "Diagnostics"]),
    // a published notice to the tasks that a plan is made of, with each phrase and how it was read.
    room("Notices", ["PlanFiles", "WorkPlan", "Tables", "Disclosure", "Diagnostics"]),
    // what offices send beside the log: requests, disputes, documents, letters and the like.
    room("Registers", ["Intake", "Tables", "Disclosure", "Diagnostics"]),
    // the log of publications: fold(logs) → Activity; ranges, partials, repeats, signals behind it.
    room("ProgressLog", ["WorkPlan", "Intake", "Tables", "Disclosure", "Diagnostics"]),
    // the assessment system as data, and the scores with their trace.
    room(
      "Scoring",
      [
        "WorkPlan", "Registers", "ProgressLog", "Intake", "Configuration", "Disclosure",
        "Diagnostics",
      ]),
    // the statutory tables, their identities, the roll-up over units.
    room("Statutory", ["Registers", "Intake", "Tables", "Disclosure", "Diagnostics"]),
    // a report as plain values, checked without Excel.
    room("ReportDocument", ["Diagnostics"], after: ["Intake"]),
    // gate for personal information.
    room("Privacy", ["Disclosure", "ReportDocument", "Diagnostics"], after: ["Statutory"]),
    // what the statutory annual report says: forms, facts, text, number lock, proof of sameness.
    room(
      "AnnualReport",
      [
        "WorkPlan", "Registers", "ProgressLog", "Statutory", "Intake", "Disclosure",
        "ReportDocument", "Diagnostics", mustache,
      ]),
    // what each output of the assessment says.
    room(
      "Reporting",
      [
        "WorkPlan", "Registers", "ProgressLog", "Scoring", "Statutory", "Intake", "Disclosure",
        "ReportDocument", "Diagnostics",
      ]),
    // what offices are given to fill in: forms of every kind of input, the review of a plan's phrases.
    room(
      "Forms",
      [
        "Notices", "PlanFiles", "WorkPlan", "Registers", "ProgressLog", "Statutory", "Intake",
        "Disclosure",
        "ReportDocument",
      ]),
    // a document to bytes, in deterministic order; JSON.
    room(
      "Rendering", ["ReportDocument", "Diagnostics", "CXlsxWriter", "CPackaging", "CZip"],
      after: ["AnnualReport"]),
    // documents to files: staging, publishing by rename, lock, manifest, faults of the machine.
    room(
      "Publishing",
      [
        "Tables", "ProgressLog", "Scoring", "ReportDocument", "Privacy", "Rendering", "Diagnostics",
      ]),
    // a pipeline's folder: what it declares, finds and waives, all rules by code, drafts of a new one.
    room(
      "Settings",
      [
        "Publishing", "Tables", "Intake", "PlanFiles", "Notices", "WorkPlan", "Registers",
        "ProgressLog",
        "Scoring", "Statutory", "ReportDocument", "Privacy", "AnnualReport", "Rendering", "Forms",
        "Configuration",
        "Disclosure", "Diagnostics",
      ]),
    // run.json: what a run came to, for programs.
    room(
      "RunRecord",
      [
        "Publishing", "Intake", "WorkPlan", "ProgressLog", "Scoring", "Statutory", "Privacy",
        "Rendering", "Disclosure", "Diagnostics",
      ]),
    // the stages of a run and its guards.
    room(
      "Pipeline",
      [
        "RunRecord", "Settings", "Forms", "Publishing", "Tables", "Intake", "PlanFiles", "WorkPlan",
        "Registers",
        "ProgressLog", "Scoring", "Statutory", "ReportDocument", "Privacy", "AnnualReport",
        "Reporting", "Rendering", "Configuration", "Disclosure", "Diagnostics",
      ]),
    .executableTarget(
      name: "sample-data",
      dependencies: [
        "Publishing", "Pipeline", "Settings", "ProgressLog", "WorkPlan", "Scoring", "Registers",
        "Statutory", "Intake",
        "Disclosure", "ReportDocument", "Rendering",
      ], swiftSettings: house),
    .executableTarget(
      name: "nianbao",
      dependencies: [
        "Publishing", "Pipeline", "Settings", "Forms", "Tables", "Intake", "PlanFiles", "Notices",
        "WorkPlan",
        "Registers", "ProgressLog", "Scoring", "Statutory", "ReportDocument", "Privacy",
        "AnnualReport", "Reporting", "Rendering", "Configuration", "Disclosure", "Diagnostics",
        argumentParser,
        logging,
      ], swiftSettings: house + unoptimised),
    .target(
      name: "TestSupport", dependencies: ["Disclosure", "Diagnostics", "CDeflate"],
      path: "Tests/TestSupport",
      resources: [.copy("Fixtures")], swiftSettings: house),
    tests("Diagnostics", []),
    tests("Disclosure", ["Diagnostics"]),
    tests("Tables", ["Diagnostics", "CByteMasks"], fixtures: true),
    tests("WorkPlan", ["Disclosure", "Diagnostics"], fixtures: true),
    tests("Notices", ["WorkPlan", "Tables", "Disclosure", "Diagnostics"]),
    tests(
      "Registers",
      [
        "Pipeline", "Settings", "Forms", "Intake", "PlanFiles", "WorkPlan", "ProgressLog",
        "Statutory", "Tables",
        "Disclosure", "Diagnostics",
      ], fixtures: true),
    tests(
      "Scoring",
      ["WorkPlan", "Registers", "ProgressLog", "Configuration", "Disclosure", "Diagnostics"],
      fixtures: true),
    tests("Statutory", ["Registers", "Disclosure", "Diagnostics"], fixtures: true),
    tests("ReportDocument", ["Diagnostics"]),
    tests("Privacy", ["Intake", "ReportDocument", "Disclosure", "Diagnostics"]),
    tests(
      "AnnualReport",
      [
        "WorkPlan", "Registers", "ProgressLog", "Statutory", "Intake", "Disclosure",
        "ReportDocument", "Rendering", "Diagnostics",
      ]),
    tests(
      "Reporting",
      [
        "WorkPlan", "Registers", "ProgressLog", "Scoring", "Statutory", "Intake", "Disclosure",
        "ReportDocument", "Rendering", "Diagnostics",
      ]),
    tests("Rendering", ["ReportDocument", "Diagnostics", "CPackaging"]),
    tests("Publishing", ["ReportDocument", "Disclosure", "Diagnostics"]),
    tests(
      "Pipeline",
      ["Settings", "Configuration", "Scoring", "WorkPlan", "Tables", "Disclosure", "Diagnostics"]),
    .testTarget(
      name: "NianbaoTests",
      dependencies: [
        "nianbao", "TestSupport", "RunRecord", "Publishing", "Pipeline", "Settings", "Forms",
        "Tables",
        "Intake", "PlanFiles", "Notices", "WorkPlan", "Registers", "ProgressLog", "Scoring",
        "Statutory",
        "ReportDocument",
        "Privacy",
        "AnnualReport", "Reporting", "Rendering", "Configuration", "Disclosure", "Diagnostics",
      ], resources: [.copy("Fixtures")], swiftSettings: house),
  ] + fuzzing
)
