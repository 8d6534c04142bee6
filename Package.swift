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
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A library target of the house.
func room(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target
{
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

/// The tests of one room; `also` names what its fixtures need beyond the room itself.
func tests(_ room: String, _ also: [Target.Dependency]) -> Target {
  .testTarget(
    name: room + "Tests", dependencies: [.target(name: room)] + also,
    exclude: [], resources: [.copy("Fixtures")], swiftSettings: house)
}

let package = Package(
  name: "nianbao",
  products: [
    .executable(name: "nianbao", targets: ["nianbao"]),
    .executable(name: "sample-data", targets: ["sample-data"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CByteMasks"),
    .target(name: "CDeflateLevel"),
    room("Diagnostics", []),
    room("Disclosure", ["Diagnostics", bigInt]),
    room("Tables", ["Diagnostics", "CZip", "CExpat", "CByteMasks", "CCrypto"]),
    room("Intake", ["Tables", "Disclosure", "Diagnostics"]),
    room("Assessment", ["Disclosure", "Diagnostics"]),
    room("WorkPlan", ["Disclosure", "Tables", "Configuration", "Diagnostics"]),
    room("Statutory", ["Disclosure", "Diagnostics"]),
    room("ReportDocument", ["Diagnostics"]),
    room(
      "Reporting",
      ["Assessment", "WorkPlan", "Statutory", "Disclosure", "ReportDocument", "Diagnostics", mustache]),
    room("Rendering", ["ReportDocument", "Diagnostics", "CXlsxWriter", "CDeflateLevel"]),
    room("PipelineRuntime", ["Diagnostics"]),
    room("Configuration", ["Disclosure", "Assessment", "Diagnostics", yams]),
    .executableTarget(
      name: "sample-data", dependencies: ["Disclosure", "ReportDocument", "Rendering"],
      swiftSettings: house),
    .executableTarget(
      name: "nianbao",
      dependencies: [
        "Tables", "Intake", "Assessment", "Statutory", "ReportDocument", "Reporting", "Rendering",
        "PipelineRuntime", "Configuration", "WorkPlan", "Disclosure", "Diagnostics", argumentParser, logging,
      ], swiftSettings: house),
    tests("Diagnostics", []),
    tests("Disclosure", ["Diagnostics"]),
    tests("Tables", ["Diagnostics"]),
    tests("Intake", ["Tables", "Disclosure", "Diagnostics"]),
    tests("Assessment", ["Disclosure", "Diagnostics"]),
    tests("Statutory", ["Disclosure", "Diagnostics"]),
    tests("ReportDocument", ["Diagnostics"]),
    tests(
      "Reporting",
      ["Assessment", "Statutory", "Disclosure", "ReportDocument", "Rendering", "Diagnostics"]),
    tests("Rendering", ["ReportDocument", "Diagnostics", "CDeflateLevel"]),
    tests("PipelineRuntime", ["Diagnostics"]),
    tests("Configuration", ["Disclosure", "Assessment", "Diagnostics"]),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "nianbao", "Tables", "Intake", "Assessment", "Statutory", "ReportDocument", "Reporting",
        "Rendering", "PipelineRuntime", "Configuration", "Disclosure", "Diagnostics",
      ], resources: [.copy("Fixtures")], swiftSettings: house),
  ]
)
