// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 language mode is the default of this tools version; these are what we ask for beyond it.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What the linker is given besides the program's objects.
let linking = Context.packageDirectory + "/Sources/tapebook/Linking"

/// How the program is linked, so that a start takes little time and memory.
let quickStart: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=lld",
      // Nobody looks for the program's own symbols by name.
      "-Xlinker", "--no-export-dynamic",
      // Linked statically: shared ones would be looked up at every start.
      "-L\(linking)", "-Xclang-linker", "-static-libgcc",
      // At fixed addresses, so that no start writes them into its tables.
      "-Xclang-linker", "-no-pie",
      // What a start calls lies together; order-start.py there makes the list.
      "-Xlinker", "--symbol-ordering-file=\(linking)/start.order",
      "-Xlinker", "--no-warn-symbol-ordering",
    ], .when(platforms: [.linux], configuration: .release))
]

/// What the linker needs to lay each function where it wants; not asked of the library's targets,
/// which others build, too.
let inPieces = [
  SwiftSetting.unsafeFlags(
    ["-Xfrontend", "-function-sections"], .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "tapebook",
  products: [
    .executable(name: "tapebook", targets: ["tapebook"]),
    .library(name: "Autodiff", targets: ["Tensors", "Autodiff"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.0.0"),
  ],
  targets: [
    // Arrows point one way: each target lists only what stands below it.
    .systemLibrary(name: "CSleef", pkgConfig: "sleef", providers: [.apt(["libsleef-dev"])]),
    .target(name: "CKernels", dependencies: ["CSleef"]),
    .target(
      name: "Tensors",
      dependencies: ["CKernels", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: strict),
    .target(
      name: "Autodiff",
      dependencies: [
        "Tensors", .product(name: "RealModule", package: "swift-numerics"),
        .product(name: "HashTreeCollections", package: "swift-collections"),
      ],
      swiftSettings: strict),
    .target(name: "Plotting", swiftSettings: strict),
    .target(
      name: "Language",
      dependencies: [
        "Tensors", "Autodiff", "Plotting",
        .product(name: "HashTreeCollections", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      swiftSettings: strict + inPieces),
    .target(
      name: "Notebook",
      dependencies: [
        "Tensors", "Autodiff", "Plotting", "Language",
        .product(name: "HashTreeCollections", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      swiftSettings: strict + inPieces),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CMarkdown",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(
      name: "Interchange",
      dependencies: [
        "Tensors", "Autodiff", "Plotting", "Language", "Notebook", "CZlib", "CMarkdown",
        .product(name: "HashTreeCollections", package: "swift-collections"),
      ],
      swiftSettings: strict + inPieces,
      // Linked statically: shared ones would be looked up at every start.
      linkerSettings: [
        .linkedLibrary(":libcmark-gfm-extensions.a"), .linkedLibrary(":libcmark-gfm.a"),
        .linkedLibrary(":libz.a"),
      ]),
    .systemLibrary(name: "CEditline", providers: [.apt(["libedit-dev"])]),
    .target(
      name: "CLineEdit", dependencies: ["CEditline"],
      // With what it stands on, statically as well.
      linkerSettings: ["edit", "tinfo", "bsd", "md"].map { .linkedLibrary(":lib\($0).a") }),
    .target(name: "LineEditing", dependencies: ["CLineEdit"], swiftSettings: strict),
    .executableTarget(
      name: "tapebook",
      dependencies: [
        "Tensors", "Autodiff", "Plotting", "Language", "Notebook", "Interchange", "LineEditing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Linking"],
      swiftSettings: strict + inPieces,
      linkerSettings: quickStart),
    // Counts what is allocated with a malloc of its own, so that nothing else may link it.
    .target(name: "CMeasuring"),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "CMeasuring", "Tensors", "Autodiff", "Language", "Notebook", "Interchange",
        "TerminalTesting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      // The peers' side, in Python, and the ratios that continuous integration compares with.
      exclude: ["peers.py", "peers", "Baselines"],
      swiftSettings: strict),
    .testTarget(
      name: "TensorsTests",
      dependencies: ["Tensors"],
      resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(name: "PlottingTests", dependencies: ["Plotting"], swiftSettings: strict),
    .testTarget(
      name: "AutodiffTests", dependencies: ["Tensors", "Autodiff", "ElementwiseReferences"],
      swiftSettings: strict),
    .testTarget(
      name: "LanguageTests",
      dependencies: [
        "Tensors", "Autodiff", "Plotting", "Language", "ElementwiseReferences",
        .product(name: "HashTreeCollections", package: "swift-collections"),
      ],
      resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "NotebookTests",
      dependencies: ["Tensors", "Autodiff", "Plotting", "Language", "Notebook"],
      swiftSettings: strict),
    .testTarget(
      name: "InterchangeTests",
      dependencies: ["Tensors", "Autodiff", "Plotting", "Language", "Notebook", "Interchange"],
      // What runs exported programs under the frameworks, apart from the package's own tests.
      exclude: ["Frameworks"],
      resources: [.copy("Fixtures")],
      swiftSettings: strict),
    // What tests of primitives and of functions made of them share: exact values, and the bounds.
    .target(
      name: "ElementwiseReferences", dependencies: ["Tensors"], path: "Tests/ElementwiseReferences",
      resources: [.copy("Fixtures")], swiftSettings: strict),
    // What tests of terminals share: a pseudo-terminal and the screen that it shows.
    .target(name: "TerminalTesting", path: "Tests/TerminalTesting", swiftSettings: strict),
    .testTarget(
      name: "LineEditingTests", dependencies: ["LineEditing", "TerminalTesting"],
      swiftSettings: strict),
    .testTarget(
      name: "TapebookTests", dependencies: ["tapebook", "TerminalTesting"], swiftSettings: strict),
  ]
)
