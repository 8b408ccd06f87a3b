// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is compiled alike: language mode 6, explicit imports, warnings are errors.
let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioWebSocket = Target.Dependency.product(name: "NIOWebSocket", package: "swift-nio")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// A library target of ours; what it may import is what it lists here and nothing else.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

let package = Package(
    name: "onebot-console",
    products: [
        .executable(name: "onebot-console", targets: ["onebot-console"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
        .target(name: "CPlatform"),
        .target(name: "CBytes"),
        .systemLibrary(name: "CQrencode", providers: [.apt(["libqrencode-dev"])]),

        module("OneBot", ["CBytes"]),
        module("Terminal"),
        module("Snapshot", ["OneBot"]),
        .target(
            name: "Metrics",
            dependencies: ["Snapshot"],
            resources: [.embedInCode("Resources/dashboard.json"), .embedInCode("Resources/alerts.yaml")],
            swiftSettings: swiftSettings
        ),
        module("Doctor", ["OneBot", "Snapshot"]),
        module("Settings", ["OneBot", yams, crypto]),
        module("Host", ["CPlatform"]),
        module("Certificates", ["CPlatform", nioCore, nioSSL, asn1, crypto]),
        // Apart from the others: it brings Foundation's C modules along, beside which files that import Glibc alone do
        // not always find the C library's own structs. Only what is linked last may import it.
        module("CertificateMaking", ["Certificates", "OneBot", x509, asn1, crypto]),
        module(
            "Endpoint",
            ["OneBot", "Certificates", nioCore, nioPosix, nioHTTP1, nioWebSocket, nioTLS, nioSSL, logging]
        ),
        module("Simulator", ["OneBot", nioCore, nioPosix, nioSSL]),
        module("Journal", ["OneBot", grdb, sqlite]),
        module(
            "NapCat",
            ["OneBot", "CQrencode", httpClient, crypto, nioCore, nioPosix, nioHTTP1, nioFoundation]
        ),
        module("ConsoleUI", ["OneBot", "Terminal", "Snapshot", "Doctor"]),
        module("TerminalIO", ["Terminal", "CNcurses", "CPlatform"]),
        module("Control", ["OneBot", "Snapshot", nioCore, nioPosix, nioHTTP1, logging]),
        module(
            "Alarms",
            ["OneBot", "Snapshot", httpClient, subprocess, systemPackage, nioCore, nioPosix, nioHTTP1, logging]
        ),
        module(
            "Console",
            [
                "OneBot", "Terminal", "Snapshot", "Doctor", "Alarms", "Settings", "Host", "Certificates", "Endpoint",
                "Journal", "NapCat", "ConsoleUI", "TerminalIO", "Control", "Simulator", "Metrics", "CPlatform", nioCore,
                nioPosix, logging, lifecycle, unixSignals, subprocess, systemPackage,
            ]
        ),
        .executableTarget(
            name: "onebot-console",
            dependencies: ["CertificateMaking", "Console", "OneBot", arguments],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "TerminalTesting",
            dependencies: ["Terminal", "CPlatform"],
            path: "Tests/Support/TerminalTesting",
            swiftSettings: swiftSettings
        ),
        .target(
            name: "EndpointTesting",
            dependencies: [nioCore, nioPosix, nioSSL],
            path: "Tests/Support/EndpointTesting",
            swiftSettings: swiftSettings
        ),
        tests("OneBotTests", ["CBytes", "OneBot"], exclude: ["Samples"]),
        tests("TerminalTests", ["Terminal", "TerminalTesting", "CPlatform"]),
        .executableTarget(
            name: "TerminalProbe",
            dependencies: ["Terminal", "TerminalIO", "CPlatform"],
            path: "Tests/Support/TerminalProbe",
            swiftSettings: swiftSettings
        ),
        tests("TerminalIOTests", ["Terminal", "TerminalIO", "TerminalTesting", "TerminalProbe", "CPlatform"]),
        .target(
            name: "DoctorTesting",
            dependencies: ["Doctor", "Snapshot"],
            path: "Tests/Support/DoctorTesting",
            swiftSettings: swiftSettings
        ),
        tests("DoctorTests", ["Doctor", "DoctorTesting", "OneBot", "Snapshot"]),
        .target(
            name: "MetricsTesting",
            path: "Tests/Support/MetricsTesting",
            swiftSettings: swiftSettings
        ),
        tests("MetricsTests", ["Metrics", "MetricsTesting", "OneBot", "Snapshot", yams]),
        tests("SettingsTests", ["OneBot", "Settings", yams, crypto]),
        .executableTarget(
            name: "HostProbe",
            dependencies: ["Host"],
            path: "Tests/Support/HostProbe",
            swiftSettings: swiftSettings
        ),
        tests("HostTests", ["Host", "HostProbe", "TerminalTesting"]),
        .target(
            name: "NapCatTesting",
            dependencies: ["OneBot", "Simulator", crypto, nioCore, nioPosix, nioHTTP1],
            path: "Tests/Support/NapCatTesting",
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "NapCatStandIn",
            dependencies: ["NapCatTesting", nioCore, arguments, unixSignals],
            path: "Tests/Support/NapCatStandIn",
            swiftSettings: swiftSettings
        ),
        tests(
            "NapCatTests",
            [
                "NapCat", "NapCatTesting", "EndpointTesting", "OneBot", "CPlatform", crypto, nioCore, nioPosix,
                nioHTTP1,
            ]
        ),
        .target(
            name: "CertificatesTesting",
            dependencies: ["Certificates", "CertificateMaker", "TerminalTesting"],
            path: "Tests/Support/CertificatesTesting",
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "CertificateMaker",
            dependencies: ["CertificateMaking", "OneBot"],
            path: "Tests/Support/CertificateMaker",
            swiftSettings: swiftSettings
        ),
        tests("CertificatesTests", ["Certificates", "CertificatesTesting"]),
        tests(
            "EndpointTests",
            [
                "Certificates", "CertificatesTesting", "Endpoint", "EndpointTesting", "FuzzTargets", "OneBot",
                "TerminalTesting", nioCore, nioPosix, logging,
            ]
        ),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "OneBot", "Terminal", "Snapshot", "Doctor", "Settings", "Host", "Endpoint", "Simulator", "NapCat",
                "ConsoleUI", "TerminalIO", "Control", "TerminalTesting", nioCore, nioEmbedded, nioHTTP1,
            ],
            path: "Tests/Support/FuzzTargets",
            swiftSettings: swiftSettings
        ),
        tests("FuzzTests", ["FuzzTargets"], exclude: ["Finds"]),
        .target(name: "CFuzzing", path: "Tests/Support/CFuzzing"),
        .executableTarget(
            name: "Fuzzer",
            dependencies: ["FuzzTargets", "CFuzzing"],
            path: "Tests/Support/Fuzzer",
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "JournalProbe",
            dependencies: ["Journal", "OneBot"],
            path: "Tests/Support/JournalProbe",
            swiftSettings: swiftSettings
        ),
        tests("JournalTests", ["Journal", "JournalProbe", "OneBot", "TerminalTesting", grdb]),
        tests(
            "SimulatorTests",
            [
                "Simulator", "Certificates", "CertificatesTesting", "Endpoint", "EndpointTesting", "OneBot", nioCore,
                nioPosix, logging,
            ]
        ),
        tests(
            "ConsoleUITests",
            ["ConsoleUI", "Doctor", "DoctorTesting", "OneBot", "Snapshot", "Terminal", "TerminalTesting"],
            exclude: ["Goldens"]
        ),
        .executableTarget(
            name: "SuccessionProbe",
            dependencies: ["Console"],
            path: "Tests/Support/SuccessionProbe",
            swiftSettings: swiftSettings
        ),
        tests(
            "SystemTests",
            [
                "TerminalTesting", "EndpointTesting", "MetricsTesting", "NapCatTesting", "Certificates",
                "CertificatesTesting", "OneBot", "Terminal", "CPlatform", nioCore, nioPosix, "onebot-console",
                "NapCatStandIn", "EndpointBench", "SuccessionProbe",
            ],
            exclude: ["Clients"]
        ),
        tests(
            "ControlTests",
            ["Control", "EndpointTesting", "OneBot", "Snapshot", "TerminalTesting", nioCore, nioPosix, logging]
        ),
        tests(
            "ConsoleTests",
            [
                "Console", "Control", "ConsoleUI", "Certificates", "Doctor", "Endpoint", "EndpointTesting", "Journal",
                "OneBot",
                "Settings",
                "Snapshot",
                "Terminal", "TerminalIO", "Host", "CPlatform", grdb, nioCore, nioPosix, arguments, logging,
                "onebot-console",
            ],
            exclude: ["Service/Goldens"]
        ),
        tests(
            "AlarmsTests",
            ["Alarms", "EndpointTesting", "OneBot", "Snapshot", nioCore, nioPosix, nioHTTP1, logging]
        ),
        .executableTarget(
            name: "EndpointBench",
            dependencies: [
                "Control", "Doctor", "Endpoint", "Journal", "OneBot", "Settings", "Snapshot", "CPlatform", nioCore,
                nioPosix, nioHTTP1, nioWebSocket, logging, grdb,
            ],
            swiftSettings: swiftSettings
        ),
    ]
)
